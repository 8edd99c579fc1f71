package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.management.UpdateJobDefinitionSuspensionStateBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cliq's limits are never exceeded, as the other side counts them. */
@Tag("own-machine")
class PaceTests {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** To look takes reading all jobs, which would slow down what is looked at. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private static final int LIMIT = 50;
    private static final int BURST = 300;
    private static final int WARM_UP = 60;

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stop() {
        cliq.close();
    }

    private Node node(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("cliq.connections.cliq_connection.limits.messages", LIMIT + "/" + PERIOD.toSeconds() + "s");
        properties.put("cliq.connections.cliq_connection.limits.lock", "3s");
        properties.putAll(Node.connection("another_user", cliq.url()));
        properties.put("cliq.connections.another_user.limits.messages", "100000/1m");
        properties.put("cliq.default-connection", "cliq_connection");
        properties.putAll(more);
        return Node.start(cliq, properties);
    }

    /** What a cold virtual machine does at first says nothing about a pace. */
    private void warmUp(List<Node> nodes) {
        for (Node node : nodes) {
            Map<String, Object> variables = Map.of("chatId", "1", "message", "Warm", "connection", "another_user");
            IntStream.range(0, WARM_UP)
                    .mapToObj(number -> node.processes().start("burst", variables))
                    .toList()
                    .forEach(node.processes()::awaitEnd);
        }
        cliq.reset();
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
        warmUp(nodes);
        ManagementService management = first.engine().getManagementService();
        UpdateJobDefinitionSuspensionStateBuilder jobs = management
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey("burst")
                .includeJobs(true);
        jobs.suspend();
        List<String> instances = IntStream.range(0, BURST)
                .mapToObj(number -> nodes.get(number % nodes.size())
                        .processes()
                        .start("burst", Map.of("chatId", "1", "message", "Message " + number)))
                .toList();
        jobs.activate();
        await().pollInterval(GLANCE).until(() -> {
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
        String each = IntStream.rangeClosed(1, BURST / LIMIT)
                .mapToObj(window -> String.format("%.1f", (arrivals[window * LIMIT - 1] - arrivals[0]) / 1e9))
                .collect(Collectors.joining(", "));
        System.Logger log = System.getLogger(PaceTests.class.getName());
        log.log(
                System.Logger.Level.INFO,
                String.format(
                        "%d node(s): %d posts in %.2f s, %.1f a second of %.1f permitted; each %d by %s s",
                        nodes, BURST, seconds, BURST / seconds, LIMIT / (double) PERIOD.toSeconds(), LIMIT, each));
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
            one.processes().awaitWaiting(first);
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

    @Test
    void movesUpWhenThoseBeforeAreCancelledOrPutOff() {
        try (Node node = node(Map.of("cliq.connections.cliq_connection.limits.messages", "2/2s"))) {
            Processes processes = node.processes();
            ManagementService management = processes.engine().getManagementService();
            processes.deploy(simple("queue"), "queue");
            List<String> instances = IntStream.range(0, 60)
                    .mapToObj(number -> processes.start("queue", Map.of("chatId", "1", "message", "M" + number)))
                    .toList();
            instances.forEach(instance -> processes.awaitWaiting(instance));
            List<Job> latestFirst = management.createJobQuery().list().stream()
                    .filter(job -> job.getDuedate() != null)
                    .sorted(Comparator.comparing(Job::getDuedate).reversed())
                    .toList();
            String last = latestFirst.get(0).getProcessInstanceId();
            Instant promised = latestFirst.get(0).getDuedate().toInstant();
            List<Job> putOff = latestFirst.subList(1, 4);
            Date tomorrow = Date.from(Instant.now().plus(Duration.ofDays(1)));
            putOff.forEach(job -> management.setJobDuedate(job.getId(), tomorrow));
            List<String> left = Stream.concat(Stream.of(last), putOff.stream().map(Job::getProcessInstanceId))
                    .toList();
            instances.stream().filter(instance -> !left.contains(instance)).forEach(processes::cancel);
            processes.awaitEnd(last);
            assertThat(Instant.now()).isBefore(promised.minusSeconds(20));
            assertThat(cliq.mostPostsWithin(PERIOD)).isLessThanOrEqualTo(2);
            assertThat(management.createJobQuery().list())
                    .hasSize(3)
                    .extracting(Job::getDuedate)
                    .allMatch(tomorrow::equals);
        }
    }
}
