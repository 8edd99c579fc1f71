package io.github.camundacliq.connection;

import java.io.IOException;

/** The request broke off before anybody asked for its body: the other side may know of it, but cannot have what it says. */
public final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    public NotSentException(Throwable cause) {
        super("The request broke off before its body was sent", cause);
    }
}
