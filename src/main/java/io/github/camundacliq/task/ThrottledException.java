package io.github.camundacliq.task;

import java.time.Duration;

/** It was not posted because Cliq counts too many requests: the job waits, and no retry is used up. */
public final class ThrottledException extends CliqException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    ThrottledException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /** How long nothing may be sent on this user's behalf. */
    public Duration waitTime() {
        return wait;
    }
}
