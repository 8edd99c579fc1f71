package io.github.camundacliq.model;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.setSavePoints;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SavePointsTests extends NodeTest {

    private static final StubCliq.Answer DELIVERED = new StubCliq.Answer(204, "", Map.of());

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.retry-cycle", "R9/PT0S");
    }

    private void deployLoop(@Nullable Boolean loopExclusive, @Nullable Boolean taskExclusive) {
        BpmnModelInstance model = post(process("loop"), "post")
                .multiInstance()
                .camundaCollection("${chats}")
                .camundaElementVariable("chatId")
                .multiInstanceDone()
                .endEvent()
                .done();
        if (loopExclusive != null) {
            model.getModelElementsByType(MultiInstanceLoopCharacteristics.class)
                    .forEach(loop -> loop.setCamundaExclusive(loopExclusive));
        }
        if (taskExclusive != null) {
            model.getModelElementsByType(ServiceTask.class).forEach(task -> task.setCamundaExclusive(taskExclusive));
        }
        processes.deploy(model, "loop");
    }

    private String startLoop() {
        return processes.start("loop", Map.of("chats", List.of("1", "2"), "message", "Hello"));
    }

    @ParameterizedTest
    @CsvSource({", , true", ", false, false", "false, , false", "false, true, false", "true, false, true"})
    void ofAnInstanceAreExclusiveAsItsLoopSaysAndElseItsTask(
            @Nullable Boolean loop, @Nullable Boolean task, boolean exclusive) {
        AtomicBoolean looked = new AtomicBoolean();
        cliq.always(request -> {
            await().untilTrue(looked);
            return DELIVERED;
        });
        deployLoop(loop, task);
        String instance = startLoop();
        List<Job> jobs = processes
                .engine()
                .getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .list();
        looked.set(true);
        assertThat(jobs).hasSize(2).allSatisfy(job -> assertThat(((JobEntity) job).isExclusive())
                .isEqualTo(exclusive));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void ofALoopThatIsNotExclusiveLetItsInstancesPostAtTheSameTime() {
        cliq.always(request -> {
            await().until(() -> cliq.posts().size() == 2);
            return DELIVERED;
        });
        deployLoop(false, null);
        processes.awaitEnd(startLoop());
        assertThat(cliq.posts())
                .extracting(post -> post.path())
                .containsExactlyInAnyOrder("/api/v2/chats/1/message", "/api/v2/chats/2/message");
    }

    private String startWith(String savePoints) {
        BpmnModelInstance model = simple("chosen");
        setSavePoints(model, "post", savePoints);
        processes.deploy(model, "chosen");
        return processes.start("chosen", Map.of("chatId", "1", "message", "Hello"));
    }

    private long jobs(String instance) {
        return processes
                .engine()
                .getHistoryService()
                .createHistoricJobLogQuery()
                .processInstanceId(instance)
                .creationLog()
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", " False "})
    void areNotThereWhereTheTaskRefusesThem(String savePoints, CapturedOutput log) {
        String instance = startWith(savePoints);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(jobs(instance)).isZero();
        assertThat(log).doesNotContain("cliq.savePoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", " TRUE ", ""})
    void areThereWhereTheTaskWantsThem(String savePoints, CapturedOutput log) {
        String instance = startWith(savePoints);
        processes.awaitEnd(instance);
        assertThat(jobs(instance)).isEqualTo(2);
        assertThat(log).doesNotContain("cliq.savePoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "0", "${false}"})
    void areThereWithAWarningWhereTheTaskSaysNeither(String savePoints, CapturedOutput log) {
        String instance = startWith(savePoints);
        processes.awaitEnd(instance);
        assertThat(jobs(instance)).isEqualTo(2);
        assertThat(log)
                .contains(
                        "cliq.savePoints of task post is not used, for '" + savePoints + "' is neither true nor false")
                .contains("Give false");
    }
}
