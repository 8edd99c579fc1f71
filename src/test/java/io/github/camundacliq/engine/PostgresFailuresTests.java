package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL that can be reached, and in which something is not as it should be. */
class PostgresFailuresTests {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int LIMIT = 10;

    /** Of one node, at most. */
    private static final int UNDER_WAY = 64;

    private final StubCliq cliq = new StubCliq();
    private final Postgres database = new Postgres();
    private final List<Runnable> listening = new ArrayList<>();

    @AfterEach
    void stop() {
        listening.forEach(Runnable::run);
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
            assertThat(sql.queryForObject("select count(*) from CLIQ_BUDGET", Integer.class))
                    .isEqualTo(1);
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

    @Test
    void whatItRefusesIsNamedAndTriedLessAndLessOften() {
        try (Node node = node(Map.of())) {
            Processes processes = node.processes();
            processes.deploy(simple("burst"), "burst");
            JdbcTemplate sql = new JdbcTemplate(node.dataSource());
            sql.execute("alter table CLIQ_USER rename to AWAY");
            String instance = start(node, 1).get(0);
            Job waiting = processes.awaitJob(
                    instance,
                    job -> job.getExceptionMessage() != null
                            && job.getDuedate()
                                    .toInstant()
                                    .isAfter(Instant.now().plusSeconds(2)));
            assertThat(waiting.getExceptionMessage()).contains("BadSqlGrammarException with SQL state 42P01");
            sql.execute("alter table AWAY rename to CLIQ_USER");
            processes.awaitEnd(instance);
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    /** As after a fail-over to a standby: answers in hand are kept, what waits goes on, and the log stays readable. */
    @Test
    void nothingIsLostOrPostedTwiceWhileItTakesNoChanges() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Node node = node(Map.of())) {
            ListAppender<ILoggingEvent> ours = listen("io.github.camundacliq");
            ListAppender<ILoggingEvent> engine = listen("org.camunda.bpm.engine.context");
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
            await().until(() -> cliq.posts().size() == UNDER_WAY);
            set(node, "default_transaction_read_only = on");
            release.countDown();
            await().until(() -> ours.list.stream()
                            .filter(line -> line.getFormattedMessage().contains("only in this node's memory"))
                            .count()
                    == UNDER_WAY);
            assertThat(engine.list)
                    .filteredOn(line -> line.getLevel() == Level.ERROR)
                    .as("stack traces")
                    .hasSizeBetween(1, UNDER_WAY / 2);
            set(node, "default_transaction_read_only = off");
            instances.forEach(node.processes()::awaitEnd);
            assertThat(cliq.posts()).hasSize(100);
        }
    }

    /** Only now: an application that starts takes all appenders away. */
    private ListAppender<ILoggingEvent> listen(String logger) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        Logger log = (Logger) LoggerFactory.getLogger(logger);
        log.addAppender(appender);
        listening.add(() -> log.detachAppender(appender));
        return appender;
    }
}
