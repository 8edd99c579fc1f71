package io.github.camundacliq.model;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import java.util.Map;
import org.camunda.bpm.model.bpmn.builder.AbstractActivityBuilder;
import org.camunda.bpm.model.bpmn.builder.BoundaryEventBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BoundaryEventsTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of();
    }

    private void deploy(BoundaryEventBuilder event) {
        processes.deploy(event.endEvent().moveToActivity("task").endEvent().done(), "bounded");
    }

    private static AbstractActivityBuilder<?, ?> task() {
        return post(process("bounded"), "task");
    }

    @Test
    void areWarnedOfWhereTheyDoNotActWhileThePostWaits(CapturedOutput log) {
        deploy(task().boundaryEvent("late").timerWithDuration("PT15M"));
        assertThat(log).contains("Boundary event 'late' of task task does not act while the post waits");
    }

    @Test
    void areNotWarnedOfWhereTheyCatchARefusal(CapturedOutput log) {
        deploy(task().boundaryEvent("refused").error("CLIQ_REJECTED"));
        assertThat(log).doesNotContain("does not act");
    }

    @Test
    void areNotWarnedOfOnSomebodyElsesTask(CapturedOutput log) {
        deploy(step(process("bounded"), "task").boundaryEvent("late").timerWithDuration("PT15M"));
        assertThat(log).doesNotContain("does not act");
    }
}
