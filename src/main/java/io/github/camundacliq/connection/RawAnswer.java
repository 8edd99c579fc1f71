package io.github.camundacliq.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What the other side answered, as far as it was read. Its {@code Content-Type} is not looked at: Spring would throw for
 * one that it cannot read.
 *
 * @param whole false if the body broke off, and is empty therefore; the status that came before it counts all the same
 */
public record RawAnswer(HttpStatusCode status, HttpHeaders headers, String body, boolean whole) {

    /** More than there is in any answer to a post or to a token request. */
    private static final int LONGEST = 1024 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public static RawAnswer of(ClientHttpResponse response) throws IOException {
        return of(response, LONGEST);
    }

    /**
     * Reads an answer whose body may be longer.
     *
     * @param longest how many bytes are read of a body that may never end
     */
    public static RawAnswer of(ClientHttpResponse response, int longest) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        HttpHeaders headers = response.getHeaders();
        try {
            String body = new String(response.getBody().readNBytes(longest), StandardCharsets.UTF_8);
            return new RawAnswer(status, headers, body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body, true);
        } catch (IOException brokenOff) {
            return new RawAnswer(status, headers, "", false);
        }
    }

    /** The body may be a token, or somebody's message. */
    @Override
    public String toString() {
        return "RawAnswer[" + status + "]";
    }
}
