package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Patience;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cliq's limits are never exceeded, as the other side counts them, and are used as far as they go. */
class PaceTests {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int LIMIT = 50;
    private static final int BURST = 300;

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stop() {
        cliq.close();
    }

    private Node node(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("cliq.connections.cliq_connection.limits.messages", LIMIT + "/" + PERIOD.toSeconds() + "s");
        properties.put("cliq.connections.cliq_connection.limits.lock", "3s");
        return Node.start(cliq, properties);
    }

    @Test
    void drainsABurstWithoutEverExceedingTheLimit() {
        try (Node node = node(Map.of())) {
            burst(List.of(node));
        }
    }

    @Test
    void drainsABurstOverTwoNodesWithoutEverExceedingTheLimit() {
        try (Postgres database = new Postgres();
                Node one = node(database.properties());
                Node two = node(database.properties())) {
            burst(List.of(one, two));
        }
    }

    private void burst(List<Node> nodes) {
        Processes first = nodes.get(0).processes();
        first.deploy(simple("burst"), "burst");
        List<String> instances = IntStream.range(0, BURST)
                .mapToObj(number -> nodes.get(number % nodes.size())
                        .processes()
                        .start("burst", Map.of("chatId", "1", "message", "Message " + number)))
                .toList();
        ManagementService management = first.engine().getManagementService();
        await().until(() -> {
            assertThat(management.createJobQuery().list())
                    .extracting(Job::getRetries)
                    .allMatch(left -> left == 6);
            return first.engine()
                            .getRuntimeService()
                            .createProcessInstanceQuery()
                            .count()
                    == 0;
        });
        assertThat(instances).hasSize(BURST);
        assertThat(cliq.posts()).hasSize(BURST);
        assertThat(cliq.posts()).extracting(StubCliq.Request::body).doesNotHaveDuplicates();
        assertThat(cliq.mostPostsWithin(PERIOD)).isLessThanOrEqualTo(LIMIT);
        assertThat(first.engine()
                        .getHistoryService()
                        .createHistoricIncidentQuery()
                        .count())
                .isZero();
        assertThat(first.engine()
                        .getHistoryService()
                        .createHistoricJobLogQuery()
                        .failureLog()
                        .count())
                .isZero();
        report(nodes.size());
    }

    /** Speed is no assertion here; it is printed, so that somebody who changes the pace sees what became of it. */
    private void report(int nodes) {
        long[] arrivals = cliq.posts().stream()
                .mapToLong(StubCliq.Request::arrived)
                .sorted()
                .toArray();
        double seconds = (arrivals[arrivals.length - 1] - arrivals[0]) / 1e9;
        double permitted = (BURST / LIMIT - 1) * (double) PERIOD.toSeconds();
        System.Logger log = System.getLogger(PaceTests.class.getName());
        log.log(
                System.Logger.Level.INFO,
                String.format(
                        "%d node(s): drained in %.2f s, %.1f %% of the permitted rate",
                        nodes, seconds, 100 * permitted / seconds));
    }

    @Test
    void sendsNothingForAUserWhomCliqLockedOutFromAnyNode() {
        Map<String, Object> shared = Map.of(
                "spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        try (Node one = node(shared);
                Node two = node(shared)) {
            one.processes().deploy(simple("locked"), "locked");
            cliq.next(StubCliq.Answer.error(400, "request_limit_exceeded"));
            String first = one.processes().start("locked", Map.of("chatId", "1", "message", "First"));
            Patience.await().until(() -> {
                var job = one.processes().job(first);
                return job == null || job.getDuedate() != null;
            });
            List<String> later = IntStream.range(0, 20)
                    .mapToObj(number -> (number % 2 == 0 ? one : two)
                            .processes()
                            .start("locked", Map.of("chatId", "1", "message", "M" + number)))
                    .toList();
            one.processes().awaitEnd(first);
            later.forEach(one.processes()::awaitEnd);
            List<Long> sinceRefusal = cliq.posts().stream()
                    .map(post -> post.arrived() - cliq.posts().get(0).arrived())
                    .toList();
            assertThat(sinceRefusal).hasSize(22);
            assertThat(sinceRefusal.subList(1, 22))
                    .allMatch(nanos -> nanos >= Duration.ofMillis(2990).toNanos());
            assertThat(one.processes()
                            .engine()
                            .getHistoryService()
                            .createHistoricIncidentQuery()
                            .count())
                    .isZero();
        }
    }
}
