package io.github.camundacliq.task;

import java.time.Duration;

/** It cannot be posted yet: the job waits, and no retry is used up. */
public final class ThrottledException extends CliqException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    ThrottledException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** How long the job waits. */
    public Duration waitTime() {
        return wait;
    }
}
