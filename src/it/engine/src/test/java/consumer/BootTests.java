package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The jar on the class path of a Spring Boot application with an engine. */
class BootTests {

    private static Cliq cliq;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws IOException {
        cliq = new Cliq();
        application = SpringApplication.run(
                Engine.class,
                "--cliq.connections.team_a.client-id=1000.CLIENT",
                "--cliq.connections.team_a.client-secret=secret",
                "--cliq.connections.team_a.refresh-token=refresh",
                "--cliq.connections.team_a.api-base-url=" + cliq.url(),
                "--cliq.connections.team_a.accounts-base-url=" + cliq.url());
    }

    @AfterAll
    static void stop() {
        application.close();
        cliq.close();
    }

    @Test
    void deliversTheExample() throws IOException {
        try (var example = Files.newInputStream(Path.of(System.getProperty("it.examples"), "hello.bpmn"))) {
            engine().getRepositoryService()
                    .createDeployment()
                    .addInputStream("hello.bpmn", example)
                    .deploy();
        }
        String instance = bean(RuntimeService.class)
                .startProcessInstanceByKey("hello", Map.of("chatId", "CT_1", "message", "Hello"))
                .getId();
        awaitEnd(instance);
        assertThat(cliq.posts("CT_1")).containsExactly("/api/v2/chats/CT_1/message {\"text\":\"Hello\"}");
        assertThat(variable(instance, "response").getTypedValue().toString()).contains("application/json");
    }

    @Test
    void applicationsOwnSettingsStay() {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine().getProcessEngineConfiguration();
        JobExecutor executor = configuration.getJobExecutor();
        assertThat(executor.getLockTimeInMillis()).isEqualTo(120_000);
        assertThat(executor.getMaxWait()).isEqualTo(1000);
        assertThat(configuration.getDefaultNumberOfRetries()).isEqualTo(2);
        assertThat(configuration.getDefaultSerializationFormat()).isEqualTo("application/x-java-serialized-object");
    }

    @Test
    void unrelatedProcessBehavesAsBefore() {
        engine().getRepositoryService()
                .createDeployment()
                .addModelInstance("own.bpmn", OwnProcess.model())
                .deploy();
        assertThat(bean(ManagementService.class)
                        .createJobDefinitionQuery()
                        .processDefinitionKey(OwnProcess.KEY)
                        .list())
                .extracting(JobDefinition::getActivityId)
                .doesNotContain(OwnProcess.TASK);
        String instance = bean(RuntimeService.class)
                .startProcessInstanceByKey(OwnProcess.KEY)
                .getId();
        awaitEnd(instance);
        assertThat(variable(instance, "done").getTypedValue().toString())
                .contains("application/x-java-serialized-object");

        String failing = bean(RuntimeService.class)
                .startProcessInstanceByKey(OwnProcess.KEY, Map.of("fail", true))
                .getId();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bean(RuntimeService.class)
                                .createIncidentQuery()
                                .processInstanceId(failing)
                                .count()
                        == 1);
        Job job = bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(failing)
                .singleResult();
        assertThat(job.getExceptionMessage()).isEqualTo("The application's own task fails");
        assertThat(bean(HistoryService.class)
                        .createHistoricJobLogQuery()
                        .jobId(job.getId())
                        .failureLog()
                        .count())
                .isEqualTo(2);
    }

    private static HistoricVariableInstance variable(String instance, String name) {
        return bean(HistoryService.class)
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .disableCustomObjectDeserialization()
                .singleResult();
    }

    private static void awaitEnd(String instance) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bean(HistoryService.class)
                                .createHistoricProcessInstanceQuery()
                                .processInstanceId(instance)
                                .finished()
                                .count()
                        == 1);
    }

    private static ProcessEngine engine() {
        return bean(ProcessEngine.class);
    }

    private static <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
