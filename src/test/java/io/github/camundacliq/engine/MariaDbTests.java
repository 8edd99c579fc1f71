package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.JournalQuery;
import io.github.camundacliq.delivery.KnownPost;
import io.github.camundacliq.delivery.PostSearch;
import io.github.camundacliq.delivery.Stage;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.delivery.Visibility;
import io.github.camundacliq.testing.MariaDb;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal in MariaDB, shared by two nodes. */
class MariaDbTests {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LIMIT = 20;
    private static final String ANSWER = "{\"message_id\":\"1 \uD83C\uDF89\"}";

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stop() {
        cliq.close();
    }

    @Test
    void keepsLimitsAndAnswersOverTwoNodes(@TempDir Path directory) throws Exception {
        try (MariaDb database = MariaDb.start(directory);
                Node one = node(database);
                Node two = node(database)) {
            cliq.next(StubCliq.Answer.error(400, "request_limit_exceeded"));
            cliq.always(request -> StubCliq.Answer.of(200, ANSWER));
            one.processes().deploy(simple("burst"), "burst");
            List<String> instances = IntStream.range(0, 60)
                    .mapToObj(number -> (number % 2 == 0 ? one : two)
                            .processes()
                            .start("burst", Map.of("chatId", number % 2 == 0 ? "ct" : "CT", "message", "M" + number)))
                    .toList();
            instances.forEach(one.processes()::awaitEnd);

            assertThat(cliq.posts()).hasSize(61);
            assertThat(cliq.mostPostsWithin(PERIOD)).isLessThanOrEqualTo(LIMIT);
            assertThat(one.processes().incidents(instances.get(0))).isEmpty();
            assertThat(one.processes().json(instances.get(0), "response")).contains("\uD83C\uDF89");

            JournalQuery journal = new JournalQuery(one.bean(JdbcClient.class), "");
            PostSearch upperCase =
                    new PostSearch("", "", "", "", "CT", "", Set.of(), Optional.empty(), Optional.empty(), false);
            assertThat(journal.sums(PostSearch.ALL, Visibility.EVERYTHING)).isEqualTo(Map.of(Stage.DELIVERED, 60L));
            assertThat(journal.page(upperCase, Visibility.EVERYTHING, 0, 50))
                    .hasSize(30)
                    .extracting(KnownPost::chat)
                    .containsOnly("CT");
            one.bean(Upkeep.class).closeAbandoned();
            assertThat(one.bean(Upkeep.class).purge()).isZero();
        }
    }

    private Node node(MariaDb database) {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.put("cliq.connections.cliq_connection.limits.messages", LIMIT + "/" + PERIOD.toSeconds() + "s");
        properties.put("cliq.connections.cliq_connection.limits.lock", "2s");
        properties.put("cliq.connections.cliq_connection.user", "Ann \uD83C\uDF89");
        return Node.start(cliq, properties);
    }
}
