package io.github.camundacliq.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.web.client.RestClientException;

/**
 * Why no answer came.
 *
 * @param notSent whether the request certainly did not reach the other side, so that sending it again cannot repeat it
 * @param reason for the person who reads the incident
 */
public record TransportFault(boolean notSent, String reason) {

    public static TransportFault of(RestClientException exception) {
        return Stream.<Throwable>iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .flatMap(TransportFault::known)
                .findFirst()
                .orElseGet(() -> new TransportFault(false, "no readable answer: " + rootOf(exception)));
    }

    private static Stream<TransportFault> known(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Stream.of(new TransportFault(true, "the host name is not known"));
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return Stream.of(new TransportFault(true, "no connection within the connect timeout"));
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? known(cause.getCause())
                    : Stream.of(new TransportFault(true, "the connection was refused"));
        }
        if (cause instanceof SSLHandshakeException) {
            return Stream.of(new TransportFault(true, "the TLS handshake failed: " + cause.getMessage()));
        }
        if (cause instanceof HttpTimeoutException) {
            return Stream.of(new TransportFault(false, "no answer within the read timeout"));
        }
        if (cause instanceof IOException && cause.getCause() == null) {
            return Stream.of(new TransportFault(false, "the connection broke: " + cause.getMessage()));
        }
        return Stream.empty();
    }

    private static String rootOf(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
