package io.github.camundacliq.model;

import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;

/** What an engine has to have listen when it reads a model, so that tasks that post get what they need. */
public final class ModelListeners {

    private ModelListeners() {}

    /**
     * Listeners to call before the engine's own: its one for retry cycles passes over tasks that are not asynchronous, which
     * {@link SavePoints} makes them.
     */
    public static List<BpmnParseListener> before() {
        return List.of(new SavePoints(), new DelugeCalls(), new LoopInputs(), new BoundaryEvents());
    }

    /**
     * Listeners to call after all others.
     *
     * @param retryCycle of tasks that name none, in Camunda's notation
     */
    public static List<BpmnParseListener> after(String retryCycle) {
        return List.of(new RetryCycle(retryCycle));
    }
}
