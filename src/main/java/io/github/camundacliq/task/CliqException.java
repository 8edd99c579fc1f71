package io.github.camundacliq.task;

import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;

/**
 * A post that did not end well; the message says what happened and what to do, and stands in the incident.
 *
 * <p>It is a {@code ProcessEngineException} without a cause, so that a boundary event on {@code java.lang.Exception}
 * does not take it for a fault of the process and walk on with no message posted. It has no stack trace: where it was
 * thrown tells an operator nothing.
 */
public abstract sealed class CliqException extends BadUserRequestException
        permits CapturedException, RejectedException, ThrottledException, UnavailableException, UncertainException {

    private static final long serialVersionUID = 1L;

    /** At one more the engine cuts what it shows in an incident. */
    static final int MAX_LENGTH = 665;

    CliqException(String message) {
        super(cut(storable(message)));
    }

    /** The one among a failure's causes: expressions wrap what is thrown in them. */
    public static Optional<CliqException> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(CliqException.class::isInstance)
                .map(CliqException.class::cast)
                .findFirst();
    }

    /** On MySQL the engine's tables take no character that needs four bytes, and without its text a job has no incident. */
    private static String storable(String message) {
        return message.codePoints()
                .map(character -> Character.isBmpCodePoint(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cut(String message) {
        return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH - 3) + "...";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
