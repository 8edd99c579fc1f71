package io.github.camundacliq.testing;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A client as the plugin wires it, with timeouts that no test outlives. */
public final class TestClient {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Executor THREADS = Executors.newCachedThreadPool(TestClient::daemon);

    private TestClient() {}

    public static CliqClient create() {
        return create(PATIENCE, PATIENCE);
    }

    public static CliqClient create(Duration readTimeout, Duration totalTimeout) {
        return create(transport(readTimeout), totalTimeout, Clock.systemUTC());
    }

    public static CliqClient create(Transport transport, Duration totalTimeout, Clock clock) {
        return new CliqClient(transport, new AccessTokens(transport, clock), "files", totalTimeout, clock);
    }

    /** Posts, and once more after a refused token, each with all the time there is; counts the calls of both. */
    public static Reply post(
            CliqClient client, Connection connection, ChatId chat, Message message, String processInstance) {
        Reply first = client.post(connection, chat, message, processInstance, Optional.empty());
        if (!first.outcome().wantsNewToken()) {
            return first;
        }
        Reply second = client.post(connection, chat, message, processInstance, Optional.of(Instant.EPOCH));
        return new Reply(second.outcome(), first.calls() + second.calls());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cliq-test");
        thread.setDaemon(true);
        return thread;
    }

    public static Transport transport(Duration readTimeout) {
        return new Transport(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build(),
                THREADS,
                readTimeout,
                Map.of("User-Agent", "camunda-cliq/test"));
    }

    /** One whose threads take nothing any more, which Spring's client lets through as it is. */
    public static Transport stoppedTransport() {
        return new Transport(
                HttpClient.newHttpClient(),
                work -> {
                    throw new RejectedExecutionException("stopped");
                },
                PATIENCE,
                Map.of("User-Agent", "camunda-cliq/test"));
    }
}
