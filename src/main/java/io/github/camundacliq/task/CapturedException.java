package io.github.camundacliq.task;

import io.github.camundacliq.delivery.PostRequest;

/** No fault: carries a finished request out of the job's transaction, which rolls back with nothing written yet. */
public final class CapturedException extends CliqException {

    private static final long serialVersionUID = 1L;

    private final transient PostRequest request;

    CapturedException(PostRequest request) {
        super("Captured: posted outside the transaction");
        this.request = request;
    }

    public PostRequest request() {
        return request;
    }
}
