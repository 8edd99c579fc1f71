package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.delivery.DeliveryListener;
import io.github.camundacliq.delivery.Post;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Counts posts and external calls, and measures how long posts take. */
final class PostMeters implements DeliveryListener {

    /** More codes than Zoho documents. What comes beyond is counted as one, so that no server can fill the registry. */
    private static final int MOST_CODES = 50;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,50}");
    private static final String NONE = "none";
    private static final String OTHER_CODE = "other";

    private final MeterRegistry registry;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    PostMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void posted(Post post, Reply reply, Duration duration) {
        Tags connection = connection(Optional.of(post.connection()));
        Counter.builder("cliq.external.calls")
                .description("Requests that got an answer, and count against the Zoho plan")
                .tags(connection)
                .register(registry)
                .increment(reply.calls());
        if (!reply.outcome().wantsNewToken()) {
            count(connection, reply.outcome());
            Timer.builder("cliq.post")
                    .description("How long posts took, each with its access token")
                    .tags(connection.and("outcome", reply.outcome().name()))
                    .register(registry)
                    .record(duration);
        }
    }

    @Override
    public void refused(Optional<Connection> connection, Outcome.Rejected refusal) {
        count(connection(connection), refusal);
    }

    private static Tags connection(Optional<Connection> connection) {
        return Tags.of("connection", connection.map(Connection::linkName).orElse(NONE));
    }

    private void count(Tags connection, Outcome outcome) {
        Counter.builder("cliq.posts")
                .description("Posts by their outcome, and those refused for their inputs")
                .tags(connection.and("outcome", outcome.name()).and("code", bounded(outcome.code())))
                .register(registry)
                .increment();
    }

    private String bounded(String code) {
        if (code.isEmpty()) {
            return NONE;
        }
        if (!CODE.matcher(code).matches() || (codes.size() >= MOST_CODES && !codes.contains(code))) {
            return OTHER_CODE;
        }
        codes.add(code);
        return code;
    }
}
