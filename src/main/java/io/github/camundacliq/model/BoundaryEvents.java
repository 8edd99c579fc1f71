package io.github.camundacliq.model;

import io.github.camundacliq.task.SavePoint;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of events on a task that posts which wait for something else: the engine listens to them from when it enters the task,
 * and a post that waits stands before that.
 */
final class BoundaryEvents extends AbstractBpmnParseListener {

    private static final Logger LOG = LoggerFactory.getLogger(BoundaryEvents.class);

    private static final List<String> WAITING = List.of(
            "timerEventDefinition", "messageEventDefinition", "signalEventDefinition", "conditionalEventDefinition");

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl event) {
        if (event.getEventScope() instanceof ActivityImpl task
                && SavePoint.isMarked(task)
                && WAITING.stream().anyMatch(definition -> element.element(definition) != null)) {
            LOG.warn(
                    "Boundary event '{}' of task {} does not act while the post waits, for its turn or to be tried again. Put the"
                            + " task into a subprocess and the event on that",
                    event.getId(),
                    task.getId());
        }
    }
}
