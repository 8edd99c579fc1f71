package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;

/** It will never be posted as it is: an incident at once, no retries. */
public final class RejectedException extends CliqException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.Rejected outcome;

    RejectedException(String message, Outcome.Rejected outcome) {
        super(message);
        this.outcome = outcome;
    }

    public Outcome.Rejected outcome() {
        return outcome;
    }
}
