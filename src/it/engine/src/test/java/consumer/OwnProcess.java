package consumer;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** The application's own process, which has nothing to do with Cliq. */
final class OwnProcess {

    static final String KEY = "own";
    static final String TASK = "own-task";

    private OwnProcess() {}

    static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess(KEY)
                .startEvent()
                .camundaAsyncBefore()
                .serviceTask(TASK)
                .camundaDelegateExpression("${ownTask}")
                .endEvent()
                .done();
    }
}
