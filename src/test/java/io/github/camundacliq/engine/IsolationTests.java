package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long Cliq hangs, other processes keep running. */
class IsolationTests {

    /** Nothing times out, however slow the machine: a hanging post hangs until it is released. */
    private static final Map<String, Object> PATIENT = patient(64);

    private final StubCliq cliq = new StubCliq();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        cliq.close();
    }

    private StubCliq.Answer hang(StubCliq.Request request) {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new StubCliq.Answer(204, "", Map.of());
    }

    private static Map<String, Object> patient(int maxConcurrentPosts) {
        return Map.of(
                "cliq.http.read-timeout", "200s",
                "cliq.http.total-timeout", "220s",
                "cliq.max-concurrent-posts", String.valueOf(maxConcurrentPosts));
    }

    private static void deployUnrelated(Processes processes) {
        processes.deploy(
                step(process("unrelated"), "step")
                        .camundaAsyncBefore()
                        .endEvent()
                        .done(),
                "unrelated");
    }

    private static List<String> start(Processes processes, String key, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> processes.start(key, Map.of("chatId", "1", "message", "M" + number)))
                .collect(Collectors.toList());
    }

    @Test
    void fortyHangingPostsHoldNoConnectionAndNoThreadOfTheEngine() throws SQLException {
        try (Node node = Node.start(cliq, PATIENT)) {
            cliq.always(this::hang);
            Processes processes = node.processes();
            processes.deploy(simple("hanging"), "hanging");
            deployUnrelated(processes);
            List<String> hanging = start(processes, "hanging", 40);
            await().until(() -> cliq.posts().size() == 40);
            HikariDataSource pool = node.dataSource().unwrap(HikariDataSource.class);
            await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
            start(processes, "unrelated", 50).forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(40);
            release.countDown();
            hanging.forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(40);
        }
    }

    /** PostgreSQL keeps the locks of a node that lost its power until it finds the connection gone, which may take hours. */
    @Test
    void anotherNodesLockOnAUserHoldsOnlyThatUsersPosts() throws SQLException {
        try (Postgres server = new Postgres();
                Node node = Node.start(cliq, server.properties());
                Connection frozen = node.dataSource().getConnection()) {
            frozen.setAutoCommit(false);
            frozen.createStatement().execute("select * from CLIQ_USER for update");
            Processes processes = node.processes();
            processes.deploy(simple("waiting"), "waiting");
            deployUnrelated(processes);
            List<String> waiting = start(processes, "waiting", 20);
            start(processes, "unrelated", 50).forEach(processes::awaitEnd);
            assertThat(processes
                            .awaitJob(waiting.get(0), job -> job.getExceptionMessage() != null)
                            .getExceptionMessage())
                    .contains("are held by somebody in the database");
            assertThat(cliq.posts()).isEmpty();
            frozen.rollback();
            waiting.forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(20);
        }
    }

    @Test
    void aThousandPostsDueWhileAllThreadsHangLeaveTheEngineToOthers() {
        try (Node node = Node.start(cliq, patient(4))) {
            cliq.always(this::hang);
            Processes processes = node.processes();
            processes.deploy(simple("crowd"), "crowd");
            deployUnrelated(processes);
            start(processes, "crowd", 1000);
            await().until(() -> cliq.posts().size() == 4);
            start(processes, "unrelated", 50).forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(4);
            assertThat(processes
                            .engine()
                            .getManagementService()
                            .createJobQuery()
                            .withException()
                            .list())
                    .as("who waits for a thread keeps its retries")
                    .allMatch(job -> job.getRetries() == 6);
            release.countDown();
        }
    }
}
