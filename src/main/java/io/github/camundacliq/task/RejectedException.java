package io.github.camundacliq.task;

/** It will never be posted as it is: an incident at once, no retries. */
public final class RejectedException extends CliqException {

    private static final long serialVersionUID = 1L;

    RejectedException(String message) {
        super(message);
    }
}
