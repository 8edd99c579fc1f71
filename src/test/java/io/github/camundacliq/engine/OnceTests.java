package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.delugePost;
import static io.github.camundacliq.testing.Flows.optOut;
import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.testing.FaultyCommits;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.CallActivityBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever fails around it, a message is posted exactly once. */
class OnceTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.http.total-timeout", "9s", "cliq.http.read-timeout", "8s", "cliq.retry-cycle", "R9/PT0S");
    }

    private String run(BpmnModelInstance model, String key) {
        processes.deploy(model, key);
        return processes.start(key, Map.of("chatId", "1", "message", "Hello"));
    }

    private void runsToItsEndWith(int posts, BpmnModelInstance model, String key) {
        processes.awaitEnd(run(model, key));
        assertThat(cliq.posts()).hasSize(posts);
    }

    @Test
    void postsOnceWhileTheNextStepFailsFourTimes() {
        node.bean(Steps.class).failNext("nextStep", 4);
        runsToItsEndWith(
                1,
                step(post(process("next"), "post"), "nextStep")
                        .camundaAsyncBefore()
                        .camundaFailedJobRetryTimeCycle("R9/PT0S")
                        .endEvent()
                        .done(),
                "next");
        assertThat(node.bean(Steps.class).runs("nextStep")).isEqualTo(5);
    }

    @Test
    void postsOnceWhileTheOutputMappingFails() {
        node.bean(Steps.class).failNext("mapping", 2);
        runsToItsEndWith(
                1,
                post(process("output"), "post")
                        .camundaOutputParameter("mapped", "${steps.run('mapping')}")
                        .endEvent()
                        .done(),
                "output");
        assertThat(node.bean(Steps.class).runs("mapping")).isEqualTo(3);
    }

    @Test
    void whatWasDeliveredIsNotRefusedThoughItsInputsBecameWrong() {
        node.bean(Steps.class).failNext("lateMapping", 1);
        String instance = run(
                post(process("wrongLater"), "post")
                        .camundaFailedJobRetryTimeCycle("R1/PT0S")
                        .camundaOutputParameter("mapped", "${steps.run('lateMapping')}")
                        .endEvent()
                        .done(),
                "wrongLater");
        processes.awaitIncident(instance);
        processes.engine().getRuntimeService().setVariable(instance, "chatId", "no chat id");
        processes
                .engine()
                .getManagementService()
                .setJobRetries(processes.job(instance).getId(), 1);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(processes.json(instance, "response")).contains("\"status\":\"success\"");
    }

    @Test
    void postsOnceForEachOfSixBranchesThatJoin() {
        runsToItsEndWith(6, parallelPosts(), "join");
    }

    private static BpmnModelInstance parallelPosts() {
        var fork = process("join").parallelGateway("fork");
        var first = post(fork, "post1").parallelGateway("joined");
        for (int branch = 2; branch <= 6; branch++) {
            post(first.moveToNode("fork"), "post" + branch).connectTo("joined");
        }
        return first.endEvent().done();
    }

    /** The engine's threads commit what follows the post. */
    @ParameterizedTest
    @ValueSource(strings = {"camundaTaskExecutor-", "cliq-post-"})
    void postsOnceThoughTheConnectionDropsBeforeACommit(String threads) {
        processes.deploy(simple("dropped"), "dropped");
        node.bean(FaultyCommits.class).loseNext(threads, 1);
        processes.awaitEnd(processes.start("dropped", Map.of("chatId", "1", "message", "Hello")));
        assertThat(node.bean(FaultyCommits.class).areOver()).isTrue();
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camundaTaskExecutor-", "cliq-post-"})
    void postsOnceThoughTheConfirmationOfACommitIsLost(String threads) {
        processes.deploy(simple("unconfirmed"), "unconfirmed");
        node.bean(FaultyCommits.class).loseConfirmations(threads, 1);
        processes.awaitEnd(processes.start("unconfirmed", Map.of("chatId", "1", "message", "Hello")));
        assertThat(node.bean(FaultyCommits.class).areOver()).isTrue();
        assertThat(cliq.posts()).hasSize(1);
    }

    /** Loses the commit of who asks first, and the next one, too. */
    public static final class Outage {

        private final FaultyCommits commits;
        private final AtomicBoolean over = new AtomicBoolean();

        Outage(FaultyCommits commits) {
            this.commits = commits;
        }

        public String begin() {
            if (!over.getAndSet(true)) {
                commits.loseNext("cliq-post-", 2);
            }
            return "begun";
        }
    }

    static class WithOutage {

        @Bean
        Outage outage(FaultyCommits commits) {
            return new Outage(commits);
        }
    }

    /** What the engine does about a failed job fails as well, and leaves the job locked. */
    @Test
    void postsOnceAndGoesOnThoughTheDatabaseIsAwayAfterTheAnswer() {
        try (Node other = Node.start(cliq, Map.of(), WithOutage.class)) {
            other.processes()
                    .deploy(
                            post(process("outage"), "post")
                                    .camundaOutputParameter("mapped", "${outage.begin()}")
                                    .endEvent()
                                    .done(),
                            "outage");
            String instance = other.processes().start("outage", Map.of("chatId", "1", "message", "Hello"));
            other.processes().awaitEnd(instance);
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    /** The answer is in hand: whoever looks at the job meanwhile finds it uncertain, and the answer once it is written. */
    @Test
    void postsOnceThoughTheDatabaseIsAwayForLongerThanTheLease() {
        Map<String, Object> fourteenSecondsOfLease = Map.of(
                "cliq.http.connect-timeout", "4s",
                "cliq.http.read-timeout", "4s",
                "cliq.http.total-timeout", "4s",
                "cliq.retry-cycle", "PT10S,PT1S,PT1S");
        try (Node hasty = Node.start(cliq, fourteenSecondsOfLease)) {
            hasty.processes().deploy(simple("away"), "away");
            hasty.processes().awaitEnd(hasty.processes().start("away", Map.of("chatId", "1", "message", "First")));
            cliq.reset();
            hasty.bean(FaultyCommits.class).loseNext("cliq-post-", 18);
            hasty.processes().awaitEnd(hasty.processes().start("away", Map.of("chatId", "1", "message", "Hello")));
            assertThat(hasty.bean(FaultyCommits.class).areOver()).isTrue();
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    @Test
    void postsAtEachOfThreeVisitsInOneJob() {
        BpmnModelInstance model = post(post(post(process("visits"), "first").camundaAsyncBefore(), "second"), "third")
                .endEvent()
                .done();
        for (String id : List.of("first", "second", "third")) {
            optOut(model, id);
        }
        runsToItsEndWith(3, model, "visits");
    }

    @Test
    void postsAtEachVisitOfALoopInOneJob() {
        BpmnModelInstance model = post(process("loop").exclusiveGateway("again").camundaAsyncBefore(), "post")
                .camundaOutputParameter("count", "${count == null ? 1 : count + 1}")
                .exclusiveGateway("enough")
                .condition("yes", "${count >= 3}")
                .endEvent()
                .moveToNode("enough")
                .condition("no", "${count < 3}")
                .connectTo("again")
                .done();
        optOut(model, "post");
        processes.deploy(model, "loop");
        processes.awaitEnd(processes.start("loop", Map.of("chatId", "1", "message", "Hello", "count", 0)));
        assertThat(cliq.posts()).hasSize(3);
    }

    /** The job after the task runs what follows, and so would run it again if the post were captured there. */
    @Test
    void runsWhatLeadsBackToATaskWithoutASavePointOnlyOnceForEachPost() {
        BpmnModelInstance model = step(
                        post(process("back").exclusiveGateway("again"), "post")
                                .camundaAsyncAfter()
                                .camundaOutputParameter("count", "${count + 1}"),
                        "between")
                .exclusiveGateway("enough")
                .condition("yes", "${count >= 2}")
                .endEvent()
                .moveToNode("enough")
                .condition("no", "${count < 2}")
                .connectTo("again")
                .done();
        optOut(model, "post");
        processes.deploy(model, "back");
        processes.awaitEnd(processes.start("back", Map.of("chatId", "1", "message", "Hello", "count", 0)));
        assertThat(cliq.posts()).hasSize(2);
        assertThat(node.bean(Steps.class).runs("between")).isEqualTo(2);
    }

    @Test
    void repeatsAPostWithANewTokenInsideItsTransaction() {
        BpmnModelInstance model =
                post(process("inside").camundaAsyncAfter(), "post").endEvent().done();
        optOut(model, "post");
        processes.deploy(model, "inside");
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        processes.awaitEnd(processes.start("inside", Map.of("chatId", "1", "message", "Hello")));
        assertThat(cliq.posts())
                .extracting(request -> request.header("Authorization"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsACallerWhoHasToCallAgainThatNothingWaits() {
        BpmnModelInstance model = simple("called-inside");
        optOut(model, "post");
        processes.deploy(model, "called-inside");
        cliq.next(new StubCliq.Answer(429, "{}", Map.of("Retry-After", "1")));
        Map<String, Object> inputs = Map.of("chatId", "1", "message", "Hello");
        assertThatThrownBy(() -> processes.start("called-inside", inputs))
                .hasMessageContaining("Not posted, and the transaction that called it is rolled back")
                .hasMessageContaining("Try it again after")
                .hasMessageNotContaining("Nothing to do");
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void postsOnceForEachInstanceOfAMultiInstance() {
        runsToItsEndWith(
                5,
                post(process("many"), "post")
                        .multiInstance()
                        .parallel()
                        .cardinality("5")
                        .multiInstanceDone()
                        .endEvent()
                        .done(),
                "many");
    }

    private static BpmnModelInstance calling(CallActivityBuilder call) {
        return call.calledElement("called")
                .camundaIn("chatId", "chatId")
                .camundaIn("message", "message")
                .endEvent()
                .done();
    }

    @Test
    void postsOnceInACalledProcess() {
        processes.deploy(simple("called"), "called");
        runsToItsEndWith(1, calling(process("calling").callActivity()), "calling");
    }

    /** Only a job of its own may run twice for a post, because what precedes the post in a job runs twice with it. */
    @Test
    void runsWhatPrecedesAPostOnceInACalledProcessWhoseTaskIsNamedAsItsCall() {
        BpmnModelInstance called =
                post(step(process("called"), "charge"), "same").endEvent().done();
        optOut(called, "same");
        processes.deploy(called, "called");
        runsToItsEndWith(1, calling(process("calling").callActivity("same").camundaAsyncBefore()), "calling");
        assertThat(node.bean(Steps.class).runs("charge")).isEqualTo(1);
    }

    @Test
    void postsOnceByAnExpressionInsideABoundaryEventOnRuntimeExceptions() {
        runsToItsEndWith(
                1,
                delugePost(process("guarded"), "post")
                        .endEvent("delivered")
                        .moveToActivity("post")
                        .boundaryEvent("caught")
                        .error("java.lang.RuntimeException")
                        .endEvent("swallowed")
                        .done(),
                "guarded");
    }

    @Test
    void leavesAnInstanceAloneThatIsDeletedWhileItsPostIsUnderWay() throws Exception {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        cliq.next(request -> hold(held, release));
        String instance = run(simple("deleted"), "deleted");
        held.await();
        processes.engine().getRuntimeService().deleteProcessInstance(instance, "somebody changed their mind");
        release.countDown();
        await().until(() -> node.bean(JdbcTemplate.class)
                .queryForList("select STATE_ from CLIQ_JOURNAL where PROC_INST_ = ?", String.class, instance)
                .equals(List.of("ANSWERED")));
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void goesOnAfterTheActivationOfAnInstanceThatWasSuspendedWhileItsPostWasUnderWay() throws Exception {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        cliq.next(request -> hold(held, release));
        String instance = run(simple("suspended"), "suspended");
        held.await();
        processes.engine().getRuntimeService().suspendProcessInstanceById(instance);
        release.countDown();
        await().until(() -> processes.job(instance), job -> job != null && isUnlocked(job.getId()));
        assertThat(processes.job(instance).getRetries()).isEqualTo(9);
        processes.engine().getRuntimeService().activateProcessInstanceById(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
    }

    private boolean isUnlocked(String job) {
        return node.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select count(*) from ACT_RU_JOB where ID_ = ? and LOCK_OWNER_ is null",
                                Integer.class,
                                job)
                == 1;
    }

    private static StubCliq.Answer hold(CountDownLatch held, CountDownLatch release) {
        held.countDown();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new StubCliq.Answer(204, "", Map.of());
    }

    @Test
    void postsOnceThoughAnOperatorRunsTheJobByHandAtTheSameMoment() throws Exception {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        cliq.next(request -> hold(held, release));
        String instance = run(simple("byHand"), "byHand");
        held.await();
        String job = processes.job(instance).getId();
        assertThatThrownBy(() -> processes.engine().getManagementService().executeJob(job))
                .hasMessageContaining("being sent");
        release.countDown();
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
    }
}
