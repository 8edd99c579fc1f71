package io.github.camundacliq.task;

import io.github.camundacliq.delivery.OnUncertain;

/** Nobody here knows whether it was posted; the task's {@code onUncertain} says what follows. */
public final class UncertainException extends CliqException {

    private static final long serialVersionUID = 1L;

    private final OnUncertain handling;

    UncertainException(String message, OnUncertain handling) {
        super(message);
        this.handling = handling;
    }

    public OnUncertain handling() {
        return handling;
    }
}
