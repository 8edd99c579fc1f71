package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestJournal;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose node is gone, or whose thread, goes on by itself; and nobody is taken for gone who is still at work. */
class HousekeepingTests extends NodeTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final StubCliq.Answer NO_CONTENT = new StubCliq.Answer(204, "", Map.of());

    private final ManualClock clock = new ManualClock();
    private JdbcTemplate database;

    @Override
    protected Map<String, Object> properties() {
        return Map.of();
    }

    @BeforeAll
    void start() {
        database = node.bean(JdbcTemplate.class);
    }

    private Housekeeping housekeeping() {
        return housekeeping(database, node);
    }

    private Housekeeping housekeeping(JdbcTemplate database, Node node) {
        return housekeeping(upkeep(database), node);
    }

    private static Housekeeping housekeeping(Upkeep upkeep, Node node) {
        return new Housekeeping(upkeep, (ProcessEngineConfigurationImpl)
                node.processes().engine().getProcessEngineConfiguration());
    }

    private Housekeeping nodesOwnHousekeeping() {
        return housekeeping(upkeep(database, node.bean(Delivery.class).owner()), node);
    }

    private Upkeep upkeep(JdbcTemplate database) {
        return upkeep(database, "this node");
    }

    private Upkeep upkeep(JdbcTemplate database, String owner) {
        return new Upkeep(database, JdbcClient.create(database), owner, "", Duration.ofDays(30), clock);
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

    /** Else a node whose clock is two minutes ahead has every post made twice that takes longer than its next sweep. */
    @Test
    void aLeaseThatIsOverByThisNodesClockIsItsOwnersForAsLongAsThatLives() {
        String instance = sendingElsewhere("ahead");
        database.update("insert into CLIQ_NODE (OWNER_, ALIVE_) values ('another node', 7)");
        Housekeeping housekeeping = housekeeping();
        for (int sweep = 0; sweep < 20; sweep++) {
            sweepFor(Housekeeping.PERIOD, housekeeping);
            database.update("update CLIQ_NODE set ALIVE_ = ALIVE_ + 1 where OWNER_ = 'another node'");
        }
        assertThat(isLocked(instance)).isTrue();
        sweepFor(Duration.ofSeconds(40), housekeeping);
        assertThat(isLocked(instance)).isFalse();
        forgetAnotherNode(instance);
    }

    /** Somebody may have forgotten it while it had no connection, and it is about to beat again. */
    @Test
    void aNodeThatIsUnknownIsWatchedBeforeItIsTakenForGone() {
        String instance = sendingElsewhere("unknown");
        Housekeeping housekeeping = housekeeping();
        sweepFor(Duration.ofSeconds(30), housekeeping);
        assertThat(isLocked(instance)).isTrue();
        sweepFor(Duration.ofSeconds(10), housekeeping);
        assertThat(isLocked(instance)).isFalse();
        forgetAnotherNode(instance);
    }

    /** An instance whose post another node sends, with a lease that has been over for two minutes by this node's clock. */
    private String sendingElsewhere(String key) {
        node.bean(JobExecutor.class).shutdown();
        processes.deploy(simple(key), key);
        String instance = processes.start(key, Map.of("chatId", "1", "message", "Hello"));
        lockForAnotherNode(instance);
        String job = processes.job(instance).getId();
        TestJournal.addPost(
                database,
                job,
                "SENDING",
                clock.instant().minus(Duration.ofMinutes(2)).toEpochMilli());
        database.update("update CLIQ_JOURNAL set OWNER_ = 'another node' where JOB_ = ?", job);
        return instance;
    }

    private void forgetAnotherNode(String instance) {
        processes.cancel(instance);
        database.update("delete from CLIQ_NODE where OWNER_ = 'another node'");
        database.update("delete from CLIQ_JOURNAL where OWNER_ = 'another node'");
        node.bean(JobExecutor.class).start();
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
        Hold hold = new Hold();
        String instance = startHeld(hold, NO_CONTENT, "lapsed", Map.of("onUncertain", "incident"));
        database.update("update CLIQ_JOURNAL set DEADLINE_ = 1 where PROC_INST_ = ?", instance);
        nodesOwnHousekeeping().sweep();
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).startsWith("Unknown whether it was posted");
        hold.release();
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aPostThatMayHaveArrivedIsNotRefusedThoughItsInputsBecameWrong() {
        Hold hold = new Hold();
        String instance =
                startHeld(hold, NO_CONTENT, "wrong", Map.of("onUncertain", "verify", "onRejected", "continue"));
        processes.engine().getRuntimeService().setVariable(instance, "chatId", "no chat id");
        database.update("update CLIQ_JOURNAL set DEADLINE_ = 1 where PROC_INST_ = ?", instance);
        nodesOwnHousekeeping().sweep();
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .startsWith("Unknown whether it was posted")
                .contains("cliq_connection")
                .doesNotContain("Nothing was sent");
        hold.release();
        assertThat(cliq.posts()).hasSize(1);
    }

    /** By then it may be under way there, and have used its retry. */
    @Test
    void anAnswerThatKnowsNothingLeavesTheJobToWhoTookItOver() {
        Hold hold = new Hold();
        String instance = startHeld(hold, StubCliq.Answer.of(502, ""), "taken", Map.of());
        int retries = processes.job(instance).getRetries();
        lockForAnotherNode(instance);
        hold.release();
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
        Hold hold = new Hold();
        node.bean(Steps.class).during("slow", hold::here);
        processes.deploy(
                post(process("locked"), "post")
                        .camundaOutputParameter("slow", "${steps.run('slow')}")
                        .endEvent()
                        .done(),
                "locked");
        String instance = processes.start("locked", Map.of("chatId", "1", "message", "Hello"));
        hold.awaitArrival();
        assertThat(cliq.posts()).hasSize(1);
        assertThat(((JobEntity) processes.job(instance)).getLockExpirationTime())
                .isAfter(Instant.now().plus(FIVE_MINUTES).minusSeconds(60));
        hold.release();
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
            sweepFor(Duration.ofSeconds(30), housekeeping(database, other));
            assertThat(states(database)).contains("CANCELLED");
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

    /** An instance whose request is at Cliq, and gets its answer when it is let go. */
    private String startHeld(Hold hold, StubCliq.Answer answer, String key, Map<String, Object> handling) {
        cliq.next(request -> {
            hold.here();
            return answer;
        });
        processes.deploy(simple(key), key);
        Map<String, Object> variables = new HashMap<>(Map.of("chatId", "1", "message", "Hello"));
        variables.putAll(handling);
        String instance = processes.start(key, variables);
        hold.awaitArrival();
        return instance;
    }

    /** Keeps who comes here until it is let go. */
    private static final class Hold {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void here() {
            arrived.countDown();
            awaitUninterruptibly(released);
        }

        void awaitArrival() {
            awaitUninterruptibly(arrived);
        }

        void release() {
            released.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
