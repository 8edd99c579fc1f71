package io.github.camundacliq.testing;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.ServiceTaskBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** Process models as short as the tests that need them. */
public final class Flows {

    private Flows() {}

    public static StartEventBuilder process(String key) {
        return Bpmn.createExecutableProcess(key).camundaHistoryTimeToLive(1).startEvent();
    }

    /** A task that posts, by the delegate. */
    public static ServiceTaskBuilder post(AbstractFlowNodeBuilder<?, ?> before, String id) {
        return before.serviceTask(id).camundaDelegateExpression("${postToCliqChat}");
    }

    /** A task that posts, by the Deluge expression. */
    public static ServiceTaskBuilder delugePost(AbstractFlowNodeBuilder<?, ?> before, String id) {
        return before.serviceTask(id)
                .camundaExpression("${zoho.cliq.postToChat(chatId, message)}")
                .camundaResultVariable("response");
    }

    /** Somebody else's task. */
    public static ServiceTaskBuilder step(AbstractFlowNodeBuilder<?, ?> before, String id) {
        return before.serviceTask(id).camundaExpression("${steps.run('" + id + "')}");
    }

    /** Start, post, end. */
    public static BpmnModelInstance simple(String key) {
        return post(process(key), "post").endEvent().done();
    }

    /** Lets a task post inside the job that it happens to be in. */
    public static void optOut(BpmnModelInstance model, String id) {
        setSavePoints(model, id, "false");
    }

    /** Gives a task the extension property of that name. */
    public static void setSavePoints(BpmnModelInstance model, String id, String value) {
        ServiceTask task = model.getModelElementById(id);
        CamundaProperty property = model.newInstance(CamundaProperty.class);
        property.setCamundaName("cliq.savePoints");
        property.setCamundaValue(value);
        CamundaProperties properties = model.newInstance(CamundaProperties.class);
        properties.getCamundaProperties().add(property);
        task.builder().addExtensionElement(properties);
    }
}
