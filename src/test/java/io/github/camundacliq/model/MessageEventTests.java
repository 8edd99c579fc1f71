package io.github.camundacliq.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message of a throw or end event is posted as a task posts it. */
class MessageEventTests extends NodeTest {

    private static final String MODEL = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
              <bpmn:process id="events" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start" />
                <bpmn:subProcess id="refused" triggeredByEvent="true">
                  <bpmn:startEvent id="caught"><bpmn:errorEventDefinition errorRef="rejected" /></bpmn:startEvent>
                  <bpmn:sequenceFlow id="last" sourceRef="caught" targetRef="told" />
                  <bpmn:endEvent id="told" />
                </bpmn:subProcess>
                <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="thrown" />
                <bpmn:intermediateThrowEvent id="thrown"><bpmn:messageEventDefinition %1$s /></bpmn:intermediateThrowEvent>
                <bpmn:sequenceFlow id="second" sourceRef="thrown" targetRef="next" />
                <bpmn:serviceTask id="next" camunda:expression="${steps.run('next')}" />
                <bpmn:sequenceFlow id="third" sourceRef="next" targetRef="end" />
                <bpmn:endEvent id="end"><bpmn:messageEventDefinition %1$s /></bpmn:endEvent>
              </bpmn:process>
              <bpmn:error id="rejected" errorCode="CLIQ_REJECTED" />
            </bpmn:definitions>""";

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.retry-cycle", "R3/PT0S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:delegateExpression='${postToCliqChat}'",
                "camunda:class='io.github.camundacliq.task.PostToCliqChat'",
                "camunda:expression='${zoho.cliq.postToChat(chatId, message)}'"
            })
    void isPostedOnceThoughTheNextStepFails(String caller) {
        deploy(caller);
        node.bean(Steps.class).failNext("next", 1);
        String instance = processes.start("events", Map.of("chatId", "1", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    /** An expression hands a file over as bytes without a name, and JSON without its spelling. */
    @Test
    void readsTheVariableThatDelugesCallNames() {
        deploy("camunda:expression='${zoho.cliq.postToChat(chatId, message)}'");
        processes.awaitEnd(processes.start(
                "events",
                Map.of(
                        "chatId",
                        "1",
                        "message",
                        SpinValues.jsonValue("{\"text\":\"1\",\"rate\":1.10}").create())));
        assertThat(cliq.posts()).hasSize(2).allSatisfy(post -> assertThat(post.body())
                .contains("1.10"));
    }

    @Test
    void setsTheResponseOfDelugesCallForThePathThatCatchesARefusal() {
        deploy("camunda:expression='${zoho.cliq.postToChat(chatId, message)}' camunda:resultVariable='response'");
        cliq.always(request -> StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start("events", Map.of("chatId", "1", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "response")).contains("chat_not_found");
        assertThat(cliq.posts()).hasSize(1);
    }

    private void deploy(String caller) {
        processes.deploy(
                Bpmn.readModelFromStream(
                        new ByteArrayInputStream(MODEL.formatted(caller).getBytes(StandardCharsets.UTF_8))),
                "events");
    }
}
