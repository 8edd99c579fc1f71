package io.github.camundacliq.testing;

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
}
