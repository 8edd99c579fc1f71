package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.FaultyCommits;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** Who finds all threads busy goes on the moment one is free, and comes again only where there is no room to wait. */
class BacklogTests {

    private static final int ROOM = 16;
    private static final String LOOK = "cliq-backlog";
    private static final String STOP = "stop";

    private final CountDownLatch released = new CountDownLatch(1);

    private StubCliq.Answer held(StubCliq.Request request) {
        try {
            released.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new StubCliq.Answer(204, "", Map.of());
    }

    private static List<Job> jobs(Node node) {
        return node.processes().engine().getManagementService().createJobQuery().list();
    }

    private static List<Job> sentAway(Node node) {
        return jobs(node).stream().filter(job -> job.getDuedate() != null).toList();
    }

    private static void start(Node node, int instances) {
        node.processes().deploy(simple("backlog"), "backlog");
        IntStream.range(0, instances).forEach(number -> node.processes()
                .start("backlog", Map.of("chatId", "1", "message", "Message " + number)));
    }

    private static boolean isLocked(Job job) {
        return ((JobEntity) job).getLockOwner() != null;
    }

    @Test
    void keepsItsJobsUntilAThreadIsFreeAndSendsTheRestAgain() {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of("cliq.max-concurrent-posts", "1"), Standstill.class)) {
            cliq.always(this::held);
            start(node, ROOM + 3);
            await().until(() ->
                    jobs(node).stream().filter(BacklogTests::isLocked).count() == ROOM + 1
                            && sentAway(node).size() == 2
                            && cliq.posts().size() == 1);
            released.countDown();
            await().until(() -> jobs(node).isEmpty());
            assertThat(cliq.posts())
                    .extracting(StubCliq.Request::body)
                    .hasSize(ROOM + 3)
                    .doesNotHaveDuplicates();
        }
    }

    /** Time stands still, a day ahead of the engine's own: nobody's turn ever comes. */
    static class Standstill {

        @Bean
        Clock cliqClock() {
            return Clock.fixed(Instant.now().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        }
    }

    @Test
    void callsThoseItHadToSendAwayWhenAThreadIsFreeBeforeTheirTurn() {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of("cliq.max-concurrent-posts", "1"), Standstill.class)) {
            cliq.always(this::held);
            start(node, ROOM + 5);
            await().until(() -> sentAway(node).size() == 4);
            released.countDown();
            await().until(() -> jobs(node).isEmpty());
            assertThat(cliq.posts())
                    .extracting(StubCliq.Request::body)
                    .hasSize(ROOM + 5)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void callsTheNextWhereWhoWasCalledHasGone() {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of("cliq.max-concurrent-posts", "1"), Standstill.class)) {
            cliq.always(this::held);
            start(node, ROOM + 5);
            await().until(() -> sentAway(node).size() == 4);
            sentAway(node).stream().limit(3).map(Job::getProcessInstanceId).forEach(node.processes()::cancel);
            released.countDown();
            await().until(() -> jobs(node).isEmpty());
            assertThat(cliq.posts()).hasSize(ROOM + 2);
        }
    }

    @Test
    void showsWhyTheyWaitWhenItTakesLong() {
        try (StubCliq cliq = new StubCliq();
                Node node =
                        Node.start(cliq, Map.of("cliq.max-concurrent-posts", "1", "cliq.http.read-timeout", "20s"))) {
            cliq.always(this::held);
            start(node, 3);
            await().until(() -> jobs(node).stream()
                            .map(Job::getExceptionMessage)
                            .filter(reason -> reason != null && reason.contains("cliq.max-concurrent-posts"))
                            .count()
                    == 2);
            assertThat(cliq.posts()).hasSize(1);
            released.countDown();
        }
    }

    /** Time passes when the test lets it, ahead of the engine's own: nobody's turn comes. */
    static class Ahead {

        @Bean
        ManualClock cliqClock() {
            ManualClock clock = new ManualClock();
            clock.pass(Duration.ofDays(3650));
            return clock;
        }
    }

    private interface Scenario {

        void play(Node node) throws InterruptedException;
    }

    /** What is confirmed of the thread's transactions while a full backlog goes through it. Who finds no room tells that it is full. */
    private int commits(String thread, int lost, Scenario scenario) throws InterruptedException {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of("cliq.max-concurrent-posts", "1"), Ahead.class)) {
            cliq.always(this::held);
            start(node, ROOM + 2);
            await().until(() -> sentAway(node).size() == 1);
            node.bean(FaultyCommits.class).loseNext(thread, lost);
            scenario.play(node);
            return node.bean(FaultyCommits.class).confirmed();
        }
    }

    /** All at the same look. */
    private void sendAllAway(Node node) {
        node.bean(ManualClock.class).pass(Duration.ofSeconds(6));
        await().until(() -> sentAway(node).size() == ROOM + 1);
        assertThat(sentAway(node))
                .extracting(Job::getExceptionMessage)
                .allMatch(reason -> reason.contains("cliq.max-concurrent-posts"));
        await().until(() -> node.bean(FaultyCommits.class).areOver());
        released.countDown();
    }

    @Test
    void sendsThemAwayInOneTransaction() throws InterruptedException {
        assertThat(commits(LOOK, 0, this::sendAllAway)).isEqualTo(1);
    }

    @Test
    void sendsEachAwayByItselfWhereThatFails() throws InterruptedException {
        assertThat(commits(LOOK, 1, this::sendAllAway)).isEqualTo(ROOM);
    }

    private Scenario stopWhen(int givenBack) {
        return node -> {
            Thread stopping = new Thread(node.bean(PostDrain.class)::stop, STOP);
            stopping.start();
            await().until(() ->
                    node.bean(FaultyCommits.class).areOver() && sentAway(node).size() == 1 + givenBack);
            assertThat(sentAway(node))
                    .extracting(Job::getExceptionMessage)
                    .filteredOn(reason -> reason.contains("was stopped"))
                    .hasSize(givenBack);
            released.countDown();
            stopping.join();
        };
    }

    @Test
    void tellsWhoComesLaterThatTheNodeWasStopped() {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of())) {
            node.bean(PostDrain.class).stop();
            node.processes().deploy(simple("late"), "late");
            String instance = node.processes().start("late", Map.of("chatId", "1", "message", "Hello"));
            assertThat(node.processes()
                            .awaitJob(instance, job -> job.getExceptionMessage() != null)
                            .getExceptionMessage())
                    .contains("was stopped");
            assertThat(cliq.posts()).isEmpty();
        }
    }

    @Test
    void givesItsJobsBackInOneTransactionWhenTheNodeStops() throws InterruptedException {
        assertThat(commits(STOP, 0, stopWhen(ROOM))).isEqualTo(1);
    }

    @Test
    void givesEachBackByItselfWhereThatFails() throws InterruptedException {
        assertThat(commits(STOP, 1, stopWhen(ROOM))).isEqualTo(ROOM);
    }

    @Test
    void givesBackThoseBehindOneThatCannotBe() throws InterruptedException {
        assertThat(commits(STOP, 2, stopWhen(ROOM - 1))).isEqualTo(ROOM - 1);
    }

    @Test
    void givesNobodyBackAnyMoreAfterTwoThatCannotBe() throws InterruptedException {
        assertThat(commits(STOP, 3, stopWhen(0))).isZero();
    }
}
