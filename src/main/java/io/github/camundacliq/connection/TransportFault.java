package io.github.camundacliq.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.web.client.RestClientException;

/**
 * Why no answer came.
 *
 * @param notSent whether the request certainly did not reach the other side, so that sending it again cannot repeat it
 * @param reason for the person who reads the incident
 */
public record TransportFault(boolean notSent, String reason) {

    /** What to do where a proxy answers HTTP 407; by default the JDK gives no password away for a tunnel. */
    public static final String PROXY_LOGIN =
            "The proxy wants a login, or another one: set cliq.http.proxy.username and .password. For a"
                    + " Basic login to reach https addresses, Java also needs -Djdk.http.auth.tunneling.disabledSchemes= (with"
                    + " nothing after it).";

    private static final String UNTRUSTED =
            "Java does not trust the certificate (that of a proxy which opens TLS belongs into Java's" + " truststore)";

    /** What the JDK says of an HTTP 204 that claims to have a body, and throws away. */
    private static final String NO_CONTENT = "unexpected content length header with 204";

    /**
     * Reads it from the exception.
     *
     * @param quotation makes the exception's words fit to be read by everybody: the JDK quotes the other side in them
     */
    public static TransportFault of(RestClientException exception, UnaryOperator<String> quotation) {
        TransportFault fault = causes(exception)
                .flatMap(cause -> known(cause, quotation))
                .findFirst()
                .orElseGet(() -> new TransportFault(false, "no readable answer: " + rootOf(exception)));
        return causes(exception).anyMatch(NotSentException.class::isInstance)
                ? new TransportFault(true, fault.reason())
                : fault;
    }

    /** Whether it was an HTTP 204 all the same. */
    public static boolean isNoContent(RestClientException exception) {
        return causes(exception)
                .filter(IOException.class::isInstance)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith(NO_CONTENT));
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.<Throwable>iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    private static Stream<TransportFault> known(Throwable cause, UnaryOperator<String> quotation) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Stream.of(new TransportFault(true, "the host name is not known"));
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return Stream.of(new TransportFault(true, "no connection was made in time"));
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof ConnectException
                            || cause.getCause() instanceof UnresolvedAddressException
                    ? known(cause.getCause(), quotation)
                    : Stream.of(new TransportFault(true, "the connection was refused"));
        }
        if (cause instanceof SSLHandshakeException || isNoTls(cause)) {
            return told(true, handshake(cause), cause, quotation);
        }
        if (cause instanceof HttpTimeoutException) {
            return Stream.of(
                    new TransportFault(
                            false,
                            "no answer in time (cliq.http.read-timeout, uploads included, or what was left of cliq.http.total-timeout)"));
        }
        if (cause instanceof RejectedExecutionException || cause instanceof OutOfMemoryError) {
            return Stream.of(new TransportFault(false, "this node could start no thread for it"));
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).startsWith("Tunnel failed")) {
            return told(true, "the proxy gave no tunnel to it", cause, quotation);
        }
        if (cause instanceof IOException && cause.getCause() == null) {
            return told(false, "the connection broke", cause, quotation);
        }
        return Stream.empty();
    }

    private static Stream<TransportFault> told(
            boolean notSent, String what, Throwable cause, UnaryOperator<String> quotation) {
        String words = quotation.apply(String.valueOf(cause.getMessage()));
        return Stream.of(new TransportFault(notSent, what + ": " + words));
    }

    private static String handshake(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        if (causes(failure)
                .anyMatch(cause -> cause instanceof CertificateExpiredException
                        || cause instanceof CertificateNotYetValidException)) {
            return "the certificate is not valid any more, or not yet, or this machine's clock is wrong";
        }
        if (words.contains("No subject alternative") || words.contains("No name matching")) {
            return "the certificate is another host's: check the address, and proxies that open TLS";
        }
        return words.contains("PKIX") ? UNTRUSTED : "the TLS handshake failed";
    }

    /** The JDK has no type of its own for an answer to the handshake that is no TLS at all. */
    private static boolean isNoTls(Throwable cause) {
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
    }

    private static String rootOf(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
