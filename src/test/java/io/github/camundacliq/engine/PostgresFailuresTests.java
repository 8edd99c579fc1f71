package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL that can be reached, and in which something is not as it should be. */
class PostgresFailuresTests {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int LIMIT = 10;

    private final StubCliq cliq = new StubCliq();
    private final Postgres database = new Postgres();

    @AfterEach
    void stop() {
        database.close();
        cliq.close();
    }

    private Node node(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.putAll(more);
        return Node.start(cliq, properties);
    }

    private static List<String> start(Node node, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> node.processes().start("burst", Map.of("chatId", "1", "message", "M" + number)))
                .toList();
    }

    /** For sessions that exist already, too. */
    private static void set(Node node, String setting) throws SQLException {
        try (Connection session = node.dataSource().getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set " + setting);
            statement.execute("select pg_reload_conf()");
            statement.execute("reset default_transaction_read_only");
        }
    }

    /** Of two nodes, both of which make them anew. */
    @Test
    void deletedRowsAreMadeAnewAndNoLimitIsExceeded() {
        Map<String, Object> limited = Map.of(
                "cliq.connections.cliq_connection.limits.messages",
                LIMIT + "/" + PERIOD.toSeconds() + "s",
                "cliq.connections.cliq_connection.external-calls.limit",
                "1000",
                "cliq.connections.cliq_connection.external-calls.period",
                "1d",
                "cliq.http.total-timeout",
                "2s",
                "cliq.http.read-timeout",
                "1s",
                "cliq.http.connect-timeout",
                "1s");
        try (Node one = node(limited);
                Node two = node(limited)) {
            one.processes().deploy(simple("burst"), "burst");
            List<String> first = start(one, 30);
            await().until(() -> cliq.posts().size() > LIMIT);
            JdbcTemplate sql = new JdbcTemplate(one.dataSource());
            for (String table : List.of("CLIQ_BUDGET", "CLIQ_SLOT", "CLIQ_USER")) {
                sql.update("delete from " + table);
            }
            List<String> second = start(two, 30);
            first.forEach(one.processes()::awaitEnd);
            second.forEach(one.processes()::awaitEnd);
            assertThat(cliq.posts()).hasSize(60);
            assertThat(cliq.mostPostsWithin(PERIOD)).isLessThanOrEqualTo(LIMIT);
            assertThat(sql.queryForObject("select CALLS_ from CLIQ_BUDGET", Integer.class))
                    .isEqualTo(60);
            assertThat(sql.queryForObject("select count(*) from CLIQ_USER", Integer.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void whereSomebodysLocksTimeOutAJobSaysSo() throws SQLException {
        try (Node node = node(Map.of());
                Connection holder = node.dataSource().getConnection()) {
            set(node, "lock_timeout = '100ms'");
            Processes processes = node.processes();
            processes.deploy(simple("burst"), "burst");
            holder.setAutoCommit(false);
            holder.createStatement().execute("select * from CLIQ_USER for update");
            List<String> waiting = start(node, 5);
            for (String instance : waiting) {
                assertThat(processes
                                .awaitJob(instance, job -> job.getExceptionMessage() != null)
                                .getExceptionMessage())
                        .contains("are held by somebody in the database");
            }
            holder.rollback();
            waiting.forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(5);
        }
    }

    /** As after a fail-over to a standby: answers that are in hand are kept, and what waits goes on. */
    @Test
    void nothingIsLostOrPostedTwiceWhileItTakesNoChanges() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Node node = node(Map.of())) {
            cliq.always(request -> {
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return new StubCliq.Answer(204, "", Map.of());
            });
            node.processes().deploy(simple("burst"), "burst");
            List<String> instances = start(node, 100);
            await().until(() -> cliq.posts().size() == 64);
            set(node, "default_transaction_read_only = on");
            release.countDown();
            await().until(() -> new JdbcTemplate(node.dataSource())
                    .queryForList("show default_transaction_read_only", String.class)
                    .equals(List.of("on")));
            set(node, "default_transaction_read_only = off");
            instances.forEach(node.processes()::awaitEnd);
            assertThat(cliq.posts()).hasSize(100);
        }
    }
}
