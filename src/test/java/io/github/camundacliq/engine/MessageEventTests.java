package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Steps;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message of a throw or end event is posted as a task posts it. */
class MessageEventTests extends NodeTest {

    private static final String MODEL = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
              <bpmn:process id="events" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start" />
                <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="thrown" />
                <bpmn:intermediateThrowEvent id="thrown"><bpmn:messageEventDefinition %1$s /></bpmn:intermediateThrowEvent>
                <bpmn:sequenceFlow id="second" sourceRef="thrown" targetRef="next" />
                <bpmn:serviceTask id="next" camunda:expression="${steps.run('next')}" />
                <bpmn:sequenceFlow id="third" sourceRef="next" targetRef="end" />
                <bpmn:endEvent id="end"><bpmn:messageEventDefinition %1$s /></bpmn:endEvent>
              </bpmn:process>
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
        processes.deploy(
                Bpmn.readModelFromStream(
                        new ByteArrayInputStream(MODEL.formatted(caller).getBytes(StandardCharsets.UTF_8))),
                "events");
        node.bean(Steps.class).failNext("next", 1);
        String instance = processes.start("events", Map.of("chatId", "1", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }
}
