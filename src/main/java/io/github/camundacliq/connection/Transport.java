package io.github.camundacliq.connection;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes REST clients that never repeat a post by themselves and never wait longer than they may. A GET is repeated once,
 * by the JDK's client itself, if its connection breaks.
 *
 * <p>It is pinned to the JDK's client: others, Apache's among them, send a POST again on 429 and 503, which would be a
 * second message. Message converters are made once: to find them takes longer than to post.
 */
public final class Transport {

    private final HttpClient http;
    private final Executor threads;
    private final Duration readTimeout;
    private final RestClient.Builder clients;

    /**
     * A transport.
     *
     * @param headers of each request
     * @param threads take one small request each until its answer comes
     */
    public Transport(HttpClient http, Executor threads, Duration readTimeout, Map<String, String> headers) {
        this.http = http;
        this.threads = threads;
        this.readTimeout = readTimeout;
        this.clients = RestClient.builder()
                .messageConverters(converters -> {})
                .defaultHeaders(all -> headers.forEach(all::set));
    }

    /** A client whose requests end within the read timeout, or within the rest of the delivery's time if that is less. */
    public RestClient within(Duration rest) {
        Duration timeout = timeout(rest);
        return client((uri, method) -> new SmallRequest(http, threads, timeout, uri, method));
    }

    /** The same for bodies too large to be held once more: they are written as they are made. */
    public RestClient streamingWithin(Duration rest) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(timeout(rest));
        return client(requests);
    }

    private Duration timeout(Duration rest) {
        return rest.compareTo(readTimeout) < 0 ? rest : readTimeout;
    }

    private RestClient client(ClientHttpRequestFactory requests) {
        return clients.clone().requestFactory(requests).build();
    }
}
