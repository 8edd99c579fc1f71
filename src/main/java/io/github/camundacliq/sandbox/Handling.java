package io.github.camundacliq.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call.
 *
 * @param answer what Cliq answers; may not reach the client
 * @param reaction of the fault that hit the call
 */
record Handling(
        Answer answer,
        @Nullable Reaction reaction,
        @Nullable FaultType fault) {

    static Handling of(Answer answer) {
        return new Handling(answer, null, null);
    }
}
