package io.github.camundacliq.connection;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes REST clients that never repeat a request by themselves and never wait longer than they may.
 *
 * <p>It is pinned to the JDK's client: others, Apache's among them, send a POST again on 429 and 503, which would be a
 * second message. Message converters are made once: to find them takes longer than to post.
 */
public final class Transport {

    private final HttpClient http;
    private final Duration readTimeout;
    private final RestClient.Builder clients;

    public Transport(HttpClient http, Duration readTimeout, String userAgent) {
        this.http = http;
        this.readTimeout = readTimeout;
        this.clients = RestClient.builder()
                .messageConverters(converters -> {})
                .defaultHeader("User-Agent", userAgent)
                .defaultStatusHandler(status -> true, (request, response) -> {});
    }

    /** A client whose requests end within the read timeout, or within the rest of the delivery's time if that is less. */
    public RestClient within(Duration rest) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(rest.compareTo(readTimeout) < 0 ? rest : readTimeout);
        return clients.clone().requestFactory(requests).build();
    }
}
