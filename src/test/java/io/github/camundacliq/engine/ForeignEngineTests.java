package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Flows.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;

/** What holds where the engine is not quite as the plugin would like it. */
class ForeignEngineTests {

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stop() {
        cliq.close();
    }

    @Test
    void aDefinitionDeployedBeforeThePluginWasThereGetsItsSavePoints() {
        String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Node without = Node.start(
                cliq,
                Map.of(
                        "spring.datasource.url",
                        database,
                        "spring.datasource.username",
                        "sa",
                        "cliq.enabled",
                        "false"))) {
            assertThat(without.bean(JobExecutor.class)).isExactlyInstanceOf(SpringJobExecutor.class);
            without.processes()
                    .deploy(
                            step(post(process("early"), "post"), "after")
                                    .endEvent()
                                    .done(),
                            "early");
        }
        try (Node with = Node.start(cliq, Map.of("spring.datasource.url", database, "cliq.retry-cycle", "R5/PT0S"))) {
            with.bean(Steps.class).failNext("after", 2);
            Processes processes = with.processes();
            processes.awaitEnd(processes.start("early", Map.of("chatId", "1", "message", "Hello")));
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    static class OwnExecutor {

        @Bean
        JobExecutor jobExecutor(@Qualifier("camundaTaskExecutor") TaskExecutor threads) {
            SpringJobExecutor executor = new SpringJobExecutor();
            executor.setTaskExecutor(threads);
            return executor;
        }
    }

    @Test
    void aJobExecutorOfTheApplicationStaysAndPostsOnce() {
        try (Node node = Node.start(cliq, Map.of(), OwnExecutor.class)) {
            assertThat(node.bean(JobExecutor.class)).isExactlyInstanceOf(SpringJobExecutor.class);
            node.bean(Steps.class).failNext("mapping", 1);
            node.processes()
                    .deploy(
                            post(process("own"), "post")
                                    .camundaFailedJobRetryTimeCycle("R3/PT0S")
                                    .camundaOutputParameter("mapped", "${steps.run('mapping')}")
                                    .endEvent()
                                    .done(),
                            "own");
            node.processes().awaitEnd(node.processes().start("own", Map.of("chatId", "1", "message", "Hello")));
            assertThat(cliq.posts()).hasSize(1);
            assertThat(node.bean(Steps.class).runs("mapping")).isEqualTo(2);
        }
    }

    /** As many as the pool has connections, each of which its own transaction holds already. */
    @Test
    void aCrowdInsideTransactionsWaitsWithoutTheConnectionsThatItsPostsNeed() {
        try (Node node = Node.start(cliq, Map.of(), OwnExecutor.class)) {
            cliq.always(request -> {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                return new StubCliq.Answer(204, "", Map.of());
            });
            Processes processes = node.processes();
            processes.deploy(simple("crowd"), "crowd");
            List<String> instances = IntStream.range(0, 12)
                    .mapToObj(number -> processes.start("crowd", Map.of("chatId", "1", "message", "M" + number)))
                    .toList();
            instances.forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(12);
            assertThat(processes
                            .engine()
                            .getHistoryService()
                            .createHistoricJobLogQuery()
                            .list())
                    .as("nobody used up a retry")
                    .extracting(HistoricJobLog::getJobRetries)
                    .doesNotContain(5, 4, 3, 2, 1, 0);
        }
    }

    @Test
    void aJobRunByHandPostsOnceThoughItsTransactionRollsBack() {
        try (Node node = Node.start(cliq, Map.of("camunda.bpm.job-execution.enabled", "false"))) {
            Processes processes = node.processes();
            processes.deploy(
                    post(process("hand"), "post")
                            .camundaOutputParameter("mapped", "${steps.run('mapping')}")
                            .endEvent()
                            .done(),
                    "hand");
            node.bean(Steps.class).failNext("mapping", 2);
            String instance = processes.start("hand", Map.of("chatId", "1", "message", "Hello"));
            while (processes.job(instance) != null) {
                runByHand(processes, processes.job(instance));
            }
            assertThat(cliq.posts()).hasSize(1);
            assertThat(node.bean(Steps.class).runs("mapping")).isEqualTo(3);
        }
    }

    @Test
    void aJobRunByHandWaitsForItsSlotAndKeepsItsRetries() {
        try (Node node = Node.start(
                cliq,
                Map.of(
                        "camunda.bpm.job-execution.enabled", "false",
                        "cliq.connections.cliq_connection.limits.messages", "1/1h"))) {
            Processes processes = node.processes();
            processes.deploy(simple("slot"), "slot");
            String first = processes.start("slot", Map.of("chatId", "1", "message", "First"));
            runByHand(processes, processes.job(first));
            String second = processes.start("slot", Map.of("chatId", "1", "message", "Second"));
            int retries = processes.job(second).getRetries();
            assertThat(runByHand(processes, processes.job(second))).contains("Waits until", "for messages is used up");
            assertThat(processes.job(second).getRetries()).isEqualTo(retries);
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    private static String runByHand(Processes processes, Job job) {
        try {
            processes.engine().getManagementService().executeJob(job.getId());
            return "";
        } catch (RuntimeException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    @Test
    void aCompensationHandlerPostsInsideItsTransaction() {
        try (Node node = Node.start(cliq, Map.of())) {
            Processes processes = node.processes();
            processes.deploy(
                    process("compensation")
                            .userTask("book")
                            .camundaAsyncBefore(false)
                            .boundaryEvent("undo")
                            .compensateEventDefinition()
                            .compensateEventDefinitionDone()
                            .compensationStart()
                            .serviceTask("tell")
                            .camundaDelegateExpression("${postToCliqChat}")
                            .compensationDone()
                            .moveToActivity("book")
                            .intermediateThrowEvent("compensate")
                            .compensateEventDefinition()
                            .compensateEventDefinitionDone()
                            .endEvent()
                            .done(),
                    "compensation");
            String instance = processes.start("compensation", Map.of("chatId", "1", "message", "Undone"));
            var tasks = processes.engine().getTaskService();
            tasks.complete(tasks.createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId());
            processes.awaitEnd(instance);
            assertThat(cliq.posts()).hasSize(1);
        }
    }

    @Test
    void anEventSubprocessCatchesARejection() {
        try (Node node = Node.start(cliq, Map.of())) {
            Processes processes = node.processes();
            var model = post(process("eventSubprocess"), "post").endEvent().done();
            model.getModelElementById("eventSubprocess");
            org.camunda.bpm.model.bpmn.instance.Process definition = model.getModelElementById("eventSubprocess");
            definition
                    .builder()
                    .eventSubProcess("onRejected")
                    .startEvent("rejected")
                    .error("CLIQ_REJECTED")
                    .userTask("correct")
                    .endEvent()
                    .done();
            processes.deploy(model, "eventSubprocess");
            cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
            String instance = processes.start("eventSubprocess", Map.of("chatId", "1", "message", "Hello"));
            processes.awaitUserTask(instance);
            assertThat(processes.json(instance, "response")).contains("chat_not_found");
            assertThat(cliq.posts()).hasSize(1);
        }
    }
}
