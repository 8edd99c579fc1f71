package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.optOut;
import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractActivityBuilder;
import org.junit.jupiter.api.Test;

/** Posts in a job that is not theirs: nothing of it is repeated for them, and none is taken for another. */
class SharedJobTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of();
    }

    private List<String> chats() {
        return cliq.posts().stream()
                .map(post -> post.path().replaceAll("/api/v2/chats/|/message", ""))
                .toList();
    }

    private RuntimeService runtime() {
        return processes.engine().getRuntimeService();
    }

    @Test
    void anOperatorMayShortenTheListOfALoopWithoutSavePoints() {
        BpmnModelInstance model = post(process("shortened"), "post")
                .camundaAsyncBefore()
                .multiInstance()
                .sequential()
                .camundaCollection("${chats}")
                .camundaElementVariable("chatId")
                .multiInstanceDone()
                .endEvent()
                .done();
        optOut(model, "post");
        processes.deploy(model, "shortened");
        cliq.next(new StubCliq.Answer(204, "", Map.of()));
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start(
                "shortened", Map.of("chats", new ArrayList<>(List.of("a", "wrong", "c")), "message", "Hello"));
        processes.awaitIncident(instance);

        runtime().setVariable(instance, "chats", new ArrayList<>(List.of("right", "c")));
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(chats()).containsExactly("a", "wrong", "right", "c");
    }

    @Test
    void anOperatorMayShortenTheListOfMessagesToOneChat() {
        BpmnModelInstance model = post(process("messages"), "post")
                .camundaAsyncBefore()
                .multiInstance()
                .sequential()
                .camundaCollection("${messages}")
                .camundaElementVariable("message")
                .multiInstanceDone()
                .endEvent()
                .done();
        optOut(model, "post");
        processes.deploy(model, "messages");
        cliq.next(new StubCliq.Answer(204, "", Map.of()));
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance =
                processes.start("messages", Map.of("messages", new ArrayList<>(List.of("A", "B", "C")), "chatId", "1"));
        processes.awaitIncident(instance);

        runtime().setVariable(instance, "messages", new ArrayList<>(List.of("C")));
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts().stream().map(SharedJobTests::text)).containsExactly("\"A\"", "\"B\"", "\"C\"");
    }

    @Test
    void aSignalThatReachesOtherInstancesAtItsSecondAttemptPostsForEachOnce() {
        BpmnModelInstance caught = post(
                        process("caught").intermediateCatchEvent().signal("go"), "post")
                .serviceTask("step")
                .camundaExpression("${steps.run(who)}")
                .userTask("done")
                .endEvent()
                .done();
        optOut(caught, "post");
        processes.deploy(caught, "caught");
        processes.deploy(
                process("thrown")
                        .intermediateThrowEvent("throw")
                        .camundaAsyncBefore()
                        .camundaFailedJobRetryTimeCycle("R3/PT1H")
                        .signal("go")
                        .endEvent()
                        .done(),
                "thrown");
        cliq.always(request -> StubCliq.Answer.of(200, "{\"message_id\":" + text(request) + "}"));
        String first = startCaught("first");
        String second = startCaught("second");
        node.bean(Steps.class).failNext("second", 1);
        String thrower = processes.start("thrown", Map.of());
        await().until(() -> !processes.failures(thrower).isEmpty());
        processes.cancel(first);
        String third = startCaught("third");
        processes
                .engine()
                .getManagementService()
                .setJobDuedate(processes.job(thrower).getId(), new Date());
        processes.awaitEnd(thrower);

        assertThat(cliq.posts().stream().map(SharedJobTests::text).filter(text -> !text.equals("\"first\"")))
                .containsExactly("\"second\"", "\"third\"");
        assertThat(processes.json(second, "response")).contains("\"message_id\":\"second\"");
        assertThat(processes.json(third, "response")).contains("\"message_id\":\"third\"");
    }

    private String startCaught(String who) {
        return processes.start("caught", Map.of("chatId", "1", "message", who, "who", who));
    }

    private static String text(StubCliq.Request request) {
        return request.body().replaceAll(".*\"text\":|}.*", "");
    }

    @Test
    void somebodyElsesTaskWhoseEndIsPostedRunsOnce() {
        AbstractActivityBuilder<?, ?> charge =
                step(process("charged"), "charge").camundaAsyncBefore();
        processes.deploy(
                charge.camundaExecutionListenerDelegateExpression("end", "${postToCliqChat}")
                        .endEvent()
                        .done(),
                "charged");
        processes.awaitEnd(processes.start("charged", Map.of("chatId", "1", "message", "Charged")));
        assertThat(node.bean(Steps.class).runs("charge")).isEqualTo(1);
        assertThat(cliq.posts()).hasSize(1);
    }

    /** It may take long, and ours are few. */
    @Test
    void whatFollowsACaughtRefusalRunsOnTheEnginesThreads() {
        AtomicReference<String> thread = new AtomicReference<>("");
        node.bean(Steps.class)
                .during("path", () -> thread.set(Thread.currentThread().getName()));
        processes.deploy(
                step(post(process("refused"), "post").boundaryEvent().error("CLIQ_REJECTED"), "path")
                        .endEvent()
                        .moveToActivity("post")
                        .endEvent()
                        .done(),
                "refused");
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        processes.awaitEnd(processes.start("refused", Map.of("chatId", "1", "message", "Hello")));
        assertThat(thread.get()).isNotEmpty().doesNotStartWith("cliq-post");
        assertThat(node.bean(Steps.class).runs("path")).isEqualTo(1);
        assertThat(cliq.posts()).hasSize(1);
    }

    /** It is no refusal of where the post goes now. */
    @Test
    void aRefusalThatNobodyWasToldOfIsForgottenWhereTheChatWasCorrected() {
        processes.deploy(simple("suspended"), "suspended");
        cliq.next(request -> {
            runtime().suspendProcessInstanceByProcessDefinitionKey("suspended");
            return StubCliq.Answer.error(404, "chat_not_found");
        });
        String instance = processes.start("suspended", Map.of("chatId", "wrong", "message", "Hello"));
        await().until(() ->
                processes.job(instance).isSuspended() && !cliq.posts().isEmpty() && isUnlocked(instance));

        runtime().setVariable(instance, "chatId", "right");
        runtime().activateProcessInstanceById(instance);
        processes.awaitEnd(instance);
        assertThat(chats()).containsExactly("wrong", "right");
    }

    private boolean isUnlocked(String instance) {
        return ((JobEntity) processes.job(instance)).getLockOwner() == null;
    }
}
