package io.github.camundacliq.task;

import io.github.camundacliq.delivery.OnUncertain;

/** What the task's own variables say about outcomes that are no success. */
record Handling(OnRejected onRejected, OnUncertain onUncertain) {

    static final Handling DEFAULT = new Handling(OnRejected.INCIDENT, OnUncertain.RETRY);

    static Handling read(Scope scope) {
        return new Handling(
                Inputs.choice(
                        scope.value(Inputs.ON_REJECTED), Inputs.ON_REJECTED, OnRejected.class, DEFAULT.onRejected()),
                Inputs.choice(
                        scope.value(Inputs.ON_UNCERTAIN),
                        Inputs.ON_UNCERTAIN,
                        OnUncertain.class,
                        DEFAULT.onUncertain()));
    }
}
