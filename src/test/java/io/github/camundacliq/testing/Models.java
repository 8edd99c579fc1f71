package io.github.camundacliq.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ServiceTaskBuilder;

/** Processes that {@code processes/} lacks; all have the same key, and the newest one counts. */
public final class Models {

    public static final String KEY = "under-test";

    private Models() {}

    /** Start, the task {@code post} by its delegate, end. */
    public static BpmnModelInstance delegate(UnaryOperator<ServiceTaskBuilder> details) {
        return details.apply(Bpmn.createExecutableProcess(KEY)
                        .startEvent()
                        .serviceTask("post")
                        .camundaDelegateExpression("${postToCliqChat}"))
                .endEvent("posted")
                .done();
    }

    /** Start, the task {@code post} by an expression whose result is the variable {@code response}, end. */
    public static BpmnModelInstance expression(String expression) {
        return expression(expression, task -> task);
    }

    public static BpmnModelInstance expression(String expression, UnaryOperator<ServiceTaskBuilder> details) {
        return details.apply(Bpmn.createExecutableProcess(KEY)
                        .startEvent()
                        .serviceTask("post")
                        .camundaExpression(expression)
                        .camundaResultVariable("response"))
                .endEvent("posted")
                .done();
    }

    /** The same in another kind of task, whose refusal is caught. */
    public static BpmnModelInstance caught(String element, String expression) {
        return Bpmn.readModelFromStream(
                new ByteArrayInputStream("""
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                  <bpmn:error id="rejected" errorCode="CLIQ_REJECTED" />
                  <bpmn:process id="%1$s" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="start" />
                    <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="post" />
                    <bpmn:%2$s id="post" camunda:expression="%3$s" camunda:resultVariable="response" />
                    <bpmn:boundaryEvent id="refused" attachedToRef="post"><bpmn:errorEventDefinition errorRef="rejected" />
                    </bpmn:boundaryEvent>
                    <bpmn:sequenceFlow id="second" sourceRef="refused" targetRef="caught" />
                    <bpmn:endEvent id="caught" />
                  </bpmn:process>
                </bpmn:definitions>""".formatted(KEY, element, expression).getBytes(StandardCharsets.UTF_8)));
    }
}
