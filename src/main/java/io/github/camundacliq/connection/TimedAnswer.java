package io.github.camundacliq.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.StreamUtils;

/** An answer whose body breaks off when it does not end in time. */
final class TimedAnswer implements ClientHttpResponse {

    private static final Logger LOG = LoggerFactory.getLogger(TimedAnswer.class);

    private final HttpResponse<InputStream> answer;
    private final InputStream content;
    private final InputStream body;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** The body of a proxy's answer that gives no tunnel is null. */
    TimedAnswer(HttpResponse<InputStream> answer, Duration rest) {
        this.answer = answer;
        this.content = Optional.ofNullable(answer.body()).orElseGet(InputStream::nullInputStream);
        this.body = new TimedBody(content);
        CompletableFuture<Void> unused =
                end.orTimeout(rest.toNanos(), TimeUnit.NANOSECONDS).whenComplete((inTime, late) -> closeBody());
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(answer.statusCode());
    }

    /** HTTP/1.1 need not send one, and the JDK's client forgets it. */
    @Override
    public String getStatusText() {
        HttpStatus known = HttpStatus.resolve(answer.statusCode());
        return known == null ? "" : known.getReasonPhrase();
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        answer.headers().map().forEach(headers::addAll);
        return headers;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    /** Reads what is left, within the time, so that the connection can be used again. */
    @Override
    public void close() {
        try {
            int unused = StreamUtils.drain(body);
        } catch (IOException broken) {
            LOG.debug("The rest of an answer broke off", broken);
        }
        boolean unused = end.complete(null);
    }

    private void closeBody() {
        try {
            content.close();
        } catch (IOException broken) {
            LOG.debug("An answer could not be closed", broken);
        }
    }

    private final class TimedBody extends FilterInputStream {

        TimedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException broken) {
                if (end.isCompletedExceptionally()) {
                    throw new HttpTimeoutException("The body did not end in time");
                }
                throw broken;
            }
        }
    }
}
