package io.github.camundacliq.task;

import java.util.Optional;
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

    CliqException(String message) {
        super(JobText.of(message));
    }

    /** The one among a failure's causes: expressions wrap what is thrown in them. */
    public static Optional<CliqException> in(Throwable failure) {
        return Causes.of(failure)
                .filter(CliqException.class::isInstance)
                .map(CliqException.class::cast)
                .findFirst();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
