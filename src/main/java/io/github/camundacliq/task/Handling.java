package io.github.camundacliq.task;

import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.message.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the task wants outcomes handled. An input of these that cannot be read has its default, so that the others still
 * decide how the refusal of it is handled.
 *
 * @param responseVariable empty if nobody wants the response
 * @param wrong why some of it could not be read
 */
record Handling(
        OnRejected onRejected,
        OnUncertain onUncertain,
        Optional<String> responseVariable,
        List<InvalidInputException> wrong) {

    private static final String DEFAULT_RESPONSE_VARIABLE = "response";

    /** For a task that reads the name of the response variable from a variable. */
    static Handling read(Scope scope) {
        return read(scope, () -> Inputs.variableName(scope.value(Inputs.RESPONSE_VARIABLE), Inputs.RESPONSE_VARIABLE)
                .or(() -> Optional.of(DEFAULT_RESPONSE_VARIABLE)));
    }

    /** For a task whose model names it. */
    static Handling read(Scope scope, Optional<String> responseVariable) {
        return read(scope, () -> responseVariable);
    }

    private static Handling read(Scope scope, Supplier<Optional<String>> responseVariable) {
        List<InvalidInputException> wrong = new ArrayList<>();
        return new Handling(
                readable(
                        () -> choice(scope, Inputs.ON_REJECTED, OnRejected.class, OnRejected.INCIDENT),
                        OnRejected.INCIDENT,
                        wrong),
                readable(
                        () -> choice(scope, Inputs.ON_UNCERTAIN, OnUncertain.class, OnUncertain.RETRY),
                        OnUncertain.RETRY,
                        wrong),
                readable(responseVariable, Optional.of(DEFAULT_RESPONSE_VARIABLE), wrong),
                wrong);
    }

    /** @throws InvalidInputException if some of it could not be read */
    void check() {
        if (!wrong.isEmpty()) {
            throw wrong.get(0);
        }
    }

    private static <E extends Enum<E>> E choice(Scope scope, String variable, Class<E> type, E absent) {
        return Inputs.choice(scope.value(variable), variable, type, absent);
    }

    private static <T> T readable(Supplier<T> input, T otherwise, List<InvalidInputException> wrong) {
        try {
            return input.get();
        } catch (InvalidInputException unreadable) {
            wrong.add(unreadable);
            return otherwise;
        }
    }
}
