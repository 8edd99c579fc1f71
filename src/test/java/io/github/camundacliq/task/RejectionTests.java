package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Where a refusal goes: to an error event that catches it, wherever it stands; else it stops with an incident. */
@EngineTest
class RejectionTests {

    private static final Map<String, Object> HELLO = Map.of("chatId", "CT_1", "message", "Hello");

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @BeforeEach
    void refuseEverything() {
        cliq.always(Answer.error(404, "chat_not_found"));
    }

    @Test
    void stopsWithAnIncidentAfterOneRequest() {
        String instance = processes.start("hello", HELLO);
        assertIncident(instance);
        assertThat(processes.job(instance).getRetries()).isZero();
    }

    @Test
    void isPostedAfterAllWhereAPersonRemovesTheCause() {
        String instance = processes.start("hello", HELLO);
        Incident incident = processes.awaitIncident(instance);
        cliq.always(new Answer(204, "", Map.of()));
        processes.engine().getRuntimeService().setVariable(instance, "chatId", "CT_2");
        processes.engine().getManagementService().setJobRetries(incident.getConfiguration(), 1);
        processes.awaitEnd(instance);
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .containsExactly("/api/v2/chats/CT_1/message", "/api/v2/chats/CT_2/message");
    }

    @Test
    void leavesByABoundaryEvent() {
        assertCaught(processes.run(
                Models.delegate(task -> task.boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                HELLO));
    }

    @Test
    void leavesByABoundaryEventForEveryError() {
        assertCaught(processes.run(
                Models.delegate(
                        task -> task.boundaryEvent("caught").error().endEvent().moveToActivity("post")),
                HELLO));
    }

    @Test
    void tellsTheErrorEventWhatHappened() {
        String instance = processes.run(
                Models.delegate(task -> task.boundaryEvent("caught")
                        .errorEventDefinition()
                        .error("CLIQ_REJECTED")
                        .errorCodeVariable("code")
                        .errorMessageVariable("text")
                        .errorEventDefinitionDone()
                        .endEvent()
                        .moveToActivity("post")),
                Map.of("chatId", "CT_1", "message", "Hello", "responseVariable", "answer"));
        assertThatCaught(instance);
        assertThat(processes.variable(instance, "code").getValue()).isEqualTo("CLIQ_REJECTED");
        assertThat(String.valueOf(processes.variable(instance, "text").getValue()))
                .contains("chat_not_found", "CT_1", "cliq_connection");
        assertThat(processes.json(instance, "answer"))
                .isEqualTo("{\"status\":\"failure\",\"code\":\"chat_not_found\","
                        + "\"message\":\"Cliq explains chat_not_found\"}");
    }

    @Test
    void leavesByABoundaryEventAlsoWhereOurOwnRulesRefuse() {
        String instance = processes.run(
                Models.delegate(task -> task.boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                Map.of("chatId", "../x", "message", "Hello"));
        assertThatCaught(instance);
        assertThat(processes.json(instance, "response")).contains("\"code\":\"invalid_input\"");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void leavesByABoundaryEventAlsoWhereTheResponseVariableIsNone() {
        String instance = processes.run(
                Models.delegate(task -> task.boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                Map.of("chatId", "CT_1", "message", "Hello", "responseVariable", 1L));
        assertThatCaught(instance);
        assertThat(processes.json(instance, "response"))
                .contains("\"code\":\"invalid_input\"", "'responseVariable' is of type Long");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aBoundaryEventWinsOverGoingOn() {
        Map<String, Object> variables = new HashMap<>(HELLO);
        variables.put("onRejected", "continue");
        assertCaught(processes.run(
                Models.delegate(task -> task.boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                variables));
    }

    @Test
    void leavesByTheBoundaryEventOfASubprocess() {
        assertCaught(processes.run(
                process()
                        .startEvent()
                        .subProcess("inside")
                        .embeddedSubProcess()
                        .startEvent()
                        .serviceTask("post")
                        .camundaDelegateExpression("${postToCliqChat}")
                        .endEvent("posted")
                        .subProcessDone()
                        .boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("inside")
                        .endEvent()
                        .done(),
                HELLO));
    }

    @Test
    void leavesByAnEventSubprocess() {
        ProcessBuilder process = process();
        process.eventSubProcess("handling")
                .startEvent("caught")
                .error("CLIQ_REJECTED")
                .endEvent();
        assertCaught(processes.run(task(process.startEvent()), HELLO));
    }

    @Test
    void leavesByTheBoundaryEventOfACallActivity() {
        processes.deploy(
                Bpmn.createExecutableProcess("called")
                        .startEvent()
                        .serviceTask("post")
                        .camundaDelegateExpression("${postToCliqChat}")
                        .endEvent("posted")
                        .done(),
                "called");
        String instance = processes.run(
                process()
                        .startEvent()
                        .callActivity("call")
                        .calledElement("called")
                        .camundaIn("chatId", "chatId")
                        .camundaIn("message", "message")
                        .boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("call")
                        .endEvent("posted")
                        .done(),
                HELLO);
        assertThatCaught(instance);
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void leavesByTheBoundaryEventOfAMultiInstance() {
        Map<String, Object> variables = new HashMap<>(HELLO);
        String instance = processes.run(
                Models.delegate(task -> task.multiInstance()
                        .sequential()
                        .cardinality("3")
                        .multiInstanceDone()
                        .boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                variables);
        assertThatCaught(instance);
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable"})
    void passesErrorEventsForOtherErrors(String error) {
        String instance = processes.run(
                Models.delegate(task ->
                        task.boundaryEvent("caught").error(error).endEvent().moveToActivity("post")),
                HELLO);
        assertIncident(instance);
        assertThat(processes.passed(instance, "caught")).isFalse();
    }

    @Test
    void stopsEachInstanceOfAMultiInstanceByItself() {
        cliq.always(new Answer(204, "", Map.of()));
        cliq.next(Answer.error(404, "chat_not_found"));
        Map<String, Object> variables = new HashMap<>(HELLO);
        variables.put("chats", new java.util.ArrayList<>(List.of("CT_1", "CT_2", "CT_3")));
        String instance = processes.run(
                Models.delegate(task -> task.multiInstance()
                        .parallel()
                        .camundaCollection("chats")
                        .camundaElementVariable("chatId")
                        .multiInstanceDone()),
                variables);
        Incident incident = processes.awaitIncident(instance);
        processes.engine().getManagementService().setJobRetries(incident.getConfiguration(), 1);
        processes.awaitEnd(instance);
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .hasSize(4)
                .contains("/api/v2/chats/CT_1/message", "/api/v2/chats/CT_2/message", "/api/v2/chats/CT_3/message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "chatId", "connection"})
    void leavesByABoundaryEventAlsoWhereTheEngineCouldNotStoreTheInput(String input) {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter(input, "${half}${half}")
                        .boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                withHalf());
        assertThatCaught(instance);
        assertThat(processes.json(instance, "response"))
                .contains("'" + input + "' has 4002 characters")
                .doesNotContain("xxx");
        assertThat(processes.failures(instance)).isEmpty();
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void goesOnAlsoWhereTheEngineCouldNotStoreTheInput() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("message", "${half}${half}")
                        .camundaInputParameter("onRejected", "continue")),
                withHalf());
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "posted")).isTrue();
        assertThat(processes.json(instance, "response")).contains("'message' has 4002 characters");
        assertThat(processes.failures(instance)).isEmpty();
        assertThat(cliq.posts()).isEmpty();
    }

    private static Map<String, Object> withHalf() {
        return Map.of("chatId", "CT_1", "message", "Hello", "half", "x".repeat(2001));
    }

    private void assertCaught(String instance) {
        assertThatCaught(instance);
        assertThat(processes.json(instance, "response"))
                .startsWith("{\"status\":\"failure\",\"code\":\"chat_not_found\"");
        assertThat(cliq.posts()).hasSize(1);
    }

    private void assertThatCaught(String instance) {
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "caught")).isTrue();
        assertThat(processes.passed(instance, "posted")).isFalse();
    }

    private void assertIncident(String instance) {
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("chat_not_found", "CT_1", "cliq_connection", "correct 'chatId' and retry");
        assertThat(cliq.posts()).hasSize(1);
    }

    private static ProcessBuilder process() {
        return Bpmn.createExecutableProcess(Models.KEY);
    }

    private static BpmnModelInstance task(AbstractFlowNodeBuilder<?, ?> before) {
        return before.serviceTask("post")
                .camundaDelegateExpression("${postToCliqChat}")
                .endEvent("posted")
                .done();
    }
}
