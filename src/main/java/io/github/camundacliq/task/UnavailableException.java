package io.github.camundacliq.task;

/** It was not posted and may be later: the task's retry cycle decides when. */
public final class UnavailableException extends CliqException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}
