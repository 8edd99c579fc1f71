package io.github.camundacliq.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A request whose body may be held once more. Spring's own takes a second thread to write the body, and its call, the JDK's
 * asynchronous one, on one or two processors starts a third for the answer: they cost more than all the rest of it. This is
 * the blocking call, on a thread that is kept, so that nobody waits longer than the timeout; the call itself would, while it
 * asks for a host's address.
 */
final class SmallRequest extends AbstractClientHttpRequest {

    private final HttpClient http;
    private final Executor threads;
    private final Duration timeout;
    private final URI uri;
    private final HttpMethod method;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

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
        FutureTask<HttpResponse<InputStream>> answer =
                new FutureTask<>(() -> http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        threads.execute(answer);
        try {
            return new TimedAnswer(
                    answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS), Duration.ofNanos(end - System.nanoTime()));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            boolean unused = answer.cancel(true);
            throw new HttpTimeoutException("No answer within " + timeout);
        } catch (InterruptedException stopped) {
            boolean unused = answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the answer", stopped);
        }
    }

    private HttpRequest request(HttpHeaders headers) {
        HttpRequest.BodyPublisher content = body.size() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(body.toByteArray());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method.name(), content);
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }
}
