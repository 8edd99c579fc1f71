package io.github.camundacliq.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A request small enough to be held in memory, sent by the JDK's blocking call on a thread that is kept. Spring's own
 * request takes a second thread to write the body, and the JDK's asynchronous call, which on one or two processors starts
 * a third for the answer: they cost more than all the rest of it.
 *
 * <p>The caller never waits longer than the timeout, though the JDK's call may, such as while it asks for a host's address.
 * That call goes on after it was given up, and so its body is withheld from then on: else a message would come after it
 * was reported as not answered, and perhaps be posted again. If nobody had asked for the body by then, nothing was posted.
 */
final class SmallRequest extends AbstractClientHttpRequest {

    private enum Body {
        NOT_ASKED_FOR,
        GIVEN,
        WITHHELD
    }

    private final HttpClient http;
    private final Executor threads;
    private final Duration timeout;
    private final URI uri;
    private final HttpMethod method;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicReference<Body> state = new AtomicReference<>(Body.NOT_ASKED_FOR);

    SmallRequest(HttpClient http, Executor threads, Duration timeout, URI uri, HttpMethod method) {
        this.http = http;
        this.threads = threads;
        this.timeout = timeout;
        this.uri = uri;
        this.method = method;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    protected OutputStream getBodyInternal(HttpHeaders headers) {
        return body;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        HttpRequest request = request(headers);
        FutureTask<TimedAnswer> answer = new FutureTask<>(() -> new TimedAnswer(
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()),
                Duration.ofNanos(end - System.nanoTime())));
        start(answer);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (giveUp(answer)) {
                throw new NotSentException(failed);
            }
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw giveUp(answer)
                    ? new HttpConnectTimeoutException("Nothing was sent within " + timeout)
                    : new HttpTimeoutException("No answer within " + timeout);
        } catch (InterruptedException stopped) {
            boolean unused = giveUp(answer);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the answer", stopped);
        }
    }

    private void start(Runnable answer) throws NotSentException {
        try {
            threads.execute(answer);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            throw new NotSentException(noThread);
        }
    }

    /** An answer that still comes ends itself. Returns whether there was a body, and none of it was sent. */
    private boolean giveUp(Future<?> answer) {
        Body before = state.getAndSet(Body.WITHHELD);
        boolean unused = answer.cancel(true);
        return before == Body.NOT_ASKED_FOR && body.size() > 0;
    }

    private HttpRequest request(HttpHeaders headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method.name(), content());
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private HttpRequest.BodyPublisher content() {
        return body.size() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(this::bodyUnlessGivenUp), body.size());
    }

    /** Null is how the JDK wants to be told that there is none, which breaks the request off. */
    private @Nullable InputStream bodyUnlessGivenUp() {
        Body now = state.updateAndGet(before -> before == Body.WITHHELD ? before : Body.GIVEN);
        return now == Body.WITHHELD ? null : new ByteArrayInputStream(body.toByteArray());
    }
}
