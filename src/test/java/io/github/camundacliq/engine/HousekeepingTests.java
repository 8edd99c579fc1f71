package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose node is gone, or whose thread, goes on by itself; and nobody is taken for gone who is still at work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HousekeepingTests {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private Node node;
    private Processes processes;
    private JdbcTemplate database;

    @BeforeAll
    void start() {
        node = Node.start(cliq, Map.of());
        processes = node.processes();
        database = node.bean(JdbcTemplate.class);
    }

    @AfterAll
    void stop() {
        node.close();
        cliq.close();
    }

    @BeforeEach
    void forgetEarlierRequests() {
        cliq.reset();
    }

    private Housekeeping housekeeping() {
        return housekeeping(database, node);
    }

    private Housekeeping housekeeping(JdbcTemplate database, Node node) {
        return new Housekeeping(upkeep(database), (ProcessEngineConfigurationImpl)
                node.processes().engine().getProcessEngineConfiguration());
    }

    private Upkeep upkeep(JdbcTemplate database) {
        JdbcClient jdbc = JdbcClient.create(database);
        return new Upkeep(jdbc, jdbc, "this node", "", Duration.ofDays(30), clock);
    }

    /** As a node leaves it that dies while it runs the instance's job. */
    private void lockForAnotherNode(String instance) {
        database.update(
                "update ACT_RU_JOB set LOCK_OWNER_ = 'another node', LOCK_EXP_TIME_ = ? where PROCESS_INSTANCE_ID_ = ?",
                Timestamp.from(Instant.now().plus(FIVE_MINUTES)),
                instance);
    }

    private boolean isLocked(String instance) {
        return lockOwner(node, instance) != null;
    }

    private void deployWithStep(String key) {
        processes.deploy(step(post(process(key), "post"), "next").endEvent().done(), key);
    }

    @Test
    void aSilentNodesPostGoesOnAndWhatFollowsOnlyWhenItIsGone() {
        node.bean(JobExecutor.class).shutdown();
        deployWithStep("silent");
        String posting = processes.start("silent", Map.of("chatId", "1", "message", "Hello"));
        String following = processes.start("silent", Map.of("chatId", "1", "message", "Hello"));
        processes
                .engine()
                .getManagementService()
                .executeJob(processes.job(following).getId());
        lockForAnotherNode(posting);
        lockForAnotherNode(following);
        database.update("insert into CLIQ_NODE (OWNER_, ALIVE_) values ('another node', 7)");
        Housekeeping housekeeping = housekeeping();
        housekeeping.beat();
        housekeeping.sweep();

        sweepFor(Duration.ofSeconds(30), housekeeping);
        assertThat(isLocked(posting)).isTrue();

        sweepFor(Duration.ofSeconds(5), housekeeping);
        assertThat(isLocked(posting)).isFalse();
        assertThat(isLocked(following)).as("it may still be at work").isTrue();

        sweepFor(Duration.ofSeconds(30), housekeeping);
        assertThat(isLocked(following)).isFalse();
        assertThat(nodes()).doesNotContain("another node");
        node.bean(JobExecutor.class).start();
        processes.awaitEnd(posting);
        processes.awaitEnd(following);
        assertThat(cliq.posts()).hasSize(2);
    }

    private void sweepFor(Duration time, Housekeeping housekeeping) {
        for (long swept = 0; swept < time.toMillis(); swept += Housekeeping.PERIOD.toMillis()) {
            clock.pass(Housekeeping.PERIOD);
            housekeeping.beat();
            housekeeping.sweep();
        }
    }

    /** For as long as it was away nobody could show that they live, and who looks first must not take the others for gone. */
    @Test
    void nobodyIsTakenForGoneBecauseTheDatabaseWasAway() {
        database.update("insert into CLIQ_NODE (OWNER_, ALIVE_) values ('a living node', 7)");
        Housekeeping housekeeping = housekeeping();
        sweepFor(Duration.ofSeconds(10), housekeeping);
        clock.pass(Duration.ofSeconds(70));
        housekeeping.sweep();
        sweepFor(Duration.ofSeconds(60), housekeeping);
        assertThat(nodes()).contains("a living node");
        sweepFor(Duration.ofSeconds(10), housekeeping);
        assertThat(nodes()).doesNotContain("a living node");
    }

    private List<String> nodes() {
        return database.queryForList("select OWNER_ from CLIQ_NODE", String.class);
    }

    /** PostgreSQL keeps the locks of a node that lost its power until it finds the connection gone, which may take hours. */
    @Test
    @Timeout(120)
    void aJobThatADeadNodeStillHoldsKeepsNoOtherLocked() throws SQLException {
        try (Postgres server = new Postgres();
                Node other = Node.start(cliq, server.properties());
                Connection frozen = other.dataSource().getConnection()) {
            other.bean(JobExecutor.class).shutdown();
            other.processes().deploy(simple("held"), "held");
            String held = other.processes().start("held", Map.of("chatId", "1", "message", "Hello"));
            String free = other.processes().start("held", Map.of("chatId", "1", "message", "Hello"));
            JdbcTemplate others = new JdbcTemplate(other.dataSource());
            others.update("update ACT_RU_JOB set LOCK_OWNER_ = 'dead', LOCK_EXP_TIME_ = '2100-01-01'");
            others.update("insert into CLIQ_NODE (OWNER_, ALIVE_) values ('dead', 7)");
            frozen.setAutoCommit(false);
            frozen.createStatement()
                    .execute("select * from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = '" + held + "' for update");
            Housekeeping housekeeping = housekeeping(others, other);
            sweepFor(Duration.ofSeconds(70), housekeeping);
            assertThat(lockOwner(other, free)).isNull();
            assertThat(lockOwner(other, held)).isEqualTo("dead");
            frozen.rollback();
            sweepFor(Duration.ofSeconds(5), housekeeping);
            assertThat(lockOwner(other, held)).isNull();
        }
    }

    /** Half a move would leave a post that is due for the journal only, and in the way of all behind it. */
    @Test
    @Timeout(120)
    void aPostWhoseJobSomebodyHoldsMovesUpWhenItIsFree() throws SQLException {
        try (Postgres server = new Postgres();
                Node other = Node.start(cliq, oneAnHourOn(server));
                Connection holder = other.dataSource().getConnection()) {
            other.processes().deploy(simple("up"), "up");
            other.processes().awaitEnd(other.processes().start("up", Map.of("chatId", "1", "message", "First")));
            String waiting = other.processes().start("up", Map.of("chatId", "1", "message", "Second"));
            other.processes().awaitWaiting(waiting);
            JdbcTemplate others = new JdbcTemplate(other.dataSource());
            String due = "select DUE_ from CLIQ_JOURNAL where PROC_INST_ = '" + waiting + "'";
            Long promised = others.queryForObject(due, Long.class);
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute("select * from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = '" + waiting + "' for update");
            others.update("update CLIQ_SLOT set BUSY_ = 0");
            Housekeeping housekeeping = housekeeping(others, other);
            housekeeping.sweep();
            assertThat(others.queryForObject(due, Long.class)).isEqualTo(promised);
            holder.rollback();
            housekeeping.sweep();
            other.processes().awaitEnd(waiting);
            assertThat(cliq.posts()).hasSize(2);
        }
    }

    private static Map<String, Object> oneAnHourOn(Postgres server) {
        Map<String, Object> properties = new HashMap<>(server.properties());
        properties.put("cliq.connections.cliq_connection.limits.messages", "1/1h");
        return properties;
    }

    private static @Nullable String lockOwner(Node node, String instance) {
        return ((JobEntity) node.processes().job(instance)).getLockOwner();
    }

    @Test
    void aPostWhoseThreadIsGoneGoesOnAfterItsLease() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        cliq.next(request -> held(arrived, released));
        processes.deploy(simple("lapsed"), "lapsed");
        String instance =
                processes.start("lapsed", Map.of("chatId", "1", "message", "Hello", "onUncertain", "incident"));
        awaitUninterruptibly(arrived);
        database.update("update CLIQ_JOURNAL set DEADLINE_ = 1 where PROC_INST_ = ?", instance);
        housekeeping().sweep();
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).startsWith("Unknown whether it was posted");
        released.countDown();
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aPostThatMayHaveArrivedIsNotRefusedThoughItsInputsBecameWrong() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        cliq.next(request -> held(arrived, released));
        processes.deploy(simple("wrong"), "wrong");
        Map<String, Object> variables =
                Map.of("chatId", "1", "message", "Hello", "onUncertain", "verify", "onRejected", "continue");
        String instance = processes.start("wrong", variables);
        awaitUninterruptibly(arrived);
        processes.engine().getRuntimeService().setVariable(instance, "chatId", "no chat id");
        database.update("update CLIQ_JOURNAL set DEADLINE_ = 1 where PROC_INST_ = ?", instance);
        housekeeping().sweep();
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .startsWith("Unknown whether it was posted")
                .contains("cliq_connection")
                .doesNotContain("Nothing was sent");
        released.countDown();
        assertThat(cliq.posts()).hasSize(1);
    }

    /** By then it may be under way there, and have used its retry. */
    @Test
    void anAnswerThatKnowsNothingLeavesTheJobToWhoTookItOver() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        cliq.next(request -> {
            StubCliq.Answer unused = held(arrived, released);
            return StubCliq.Answer.of(502, "");
        });
        processes.deploy(simple("taken"), "taken");
        String instance = processes.start("taken", Map.of("chatId", "1", "message", "Hello"));
        int retries = processes.job(instance).getRetries();
        awaitUninterruptibly(arrived);
        lockForAnotherNode(instance);
        released.countDown();
        await().until(() -> database.queryForObject(
                        "select count(*) from CLIQ_JOURNAL where PROC_INST_ = ? and STATE_ = 'UNCERTAIN'",
                        Integer.class,
                        instance)
                == 1);
        await().during(Duration.ofMillis(300))
                .until(() -> processes.job(instance).getRetries() == retries
                        && "another node".equals(lockOwner(node, instance)));
        processes.cancel(instance);
    }

    /** Somebody's listener or output mapping may take as long as the engine allows. */
    @Test
    void theSecondRunHasTheEnginesOwnLockTime() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        node.bean(Steps.class).during("slow", () -> {
            StubCliq.Answer unused = held(arrived, released);
        });
        processes.deploy(
                post(process("locked"), "post")
                        .camundaOutputParameter("slow", "${steps.run('slow')}")
                        .endEvent()
                        .done(),
                "locked");
        String instance = processes.start("locked", Map.of("chatId", "1", "message", "Hello"));
        awaitUninterruptibly(arrived);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(((JobEntity) processes.job(instance)).getLockExpirationTime())
                .isAfter(Instant.now().plus(FIVE_MINUTES).minusSeconds(60));
        released.countDown();
        processes.awaitEnd(instance);
    }

    @Test
    void aWaitingPostIsCancelledWithItsInstanceAndForgottenInTheEnd() {
        try (Node other = Node.start(cliq, Map.of("cliq.connections.cliq_connection.limits.messages", "1/1h"))) {
            Processes others = other.processes();
            others.deploy(simple("purged"), "purged");
            others.awaitEnd(others.start("purged", Map.of("chatId", "1", "message", "Delivered")));
            String cancelled = others.start("purged", Map.of("chatId", "1", "message", "Cancelled"));
            String waiting = others.start("purged", Map.of("chatId", "1", "message", "Waiting"));
            others.awaitWaiting(cancelled);
            others.awaitWaiting(waiting);
            others.cancel(cancelled);
            JdbcTemplate database = other.bean(JdbcTemplate.class);
            Upkeep upkeep = upkeep(database);
            clock.pass(Duration.ofDays(20));
            assertThat(upkeep.purge()).isZero();
            assertThat(states(database)).containsExactlyInAnyOrder("ANSWERED", "CANCELLED", "WAITING");
            clock.pass(Duration.ofDays(20));
            assertThat(upkeep.purge()).isEqualTo(2);
            assertThat(states(database)).as("its job is still there").containsExactly("WAITING");
        }
    }

    private static List<String> states(JdbcTemplate database) {
        return database.queryForList("select STATE_ from CLIQ_JOURNAL", String.class);
    }

    @Test
    void aNodeThatStopsShowsThatItLivesUntilItsLastJob() {
        try (Node stopping = Node.start(cliq, Map.of())) {
            JdbcTemplate own = stopping.bean(JdbcTemplate.class);
            stopping.bean(PostDrain.class).stop();
            long before = own.queryForObject("select max(ALIVE_) from CLIQ_NODE", Long.class);
            await().until(() -> own.queryForObject("select max(ALIVE_) from CLIQ_NODE", Long.class) > before);
        }
    }

    private static StubCliq.Answer held(CountDownLatch arrived, CountDownLatch released) {
        arrived.countDown();
        awaitUninterruptibly(released);
        return new StubCliq.Answer(204, "", Map.of());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
