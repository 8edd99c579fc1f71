package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The relocated jar in an application with Operaton's engine, and the same models as on Camunda. */
class OperatonTests {

    @SpringBootApplication
    static class Engine {}

    @ParameterizedTest
    @ValueSource(strings = {"hello", "deluge"})
    void deliversTheExample(String key) throws IOException {
        try (Cliq cliq = new Cliq();
                ConfigurableApplicationContext application = start(cliq)) {
            ProcessEngine engine = application.getBean(ProcessEngine.class);
            try (var example = Files.newInputStream(Path.of(System.getProperty("it.examples"), key + ".bpmn"))) {
                engine.getRepositoryService()
                        .createDeployment()
                        .addInputStream(key + ".bpmn", example)
                        .deploy();
            }
            String instance = engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            key, Map.of("chatId", "CT_1", "message", "Hello", "connection", "cliq_connection"))
                    .getId();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> engine.getHistoryService()
                                    .createHistoricVariableInstanceQuery()
                                    .processInstanceId(instance)
                                    .variableName("response")
                                    .count()
                            == 1);
            HistoricVariableInstance response = engine.getHistoryService()
                    .createHistoricVariableInstanceQuery()
                    .processInstanceId(instance)
                    .variableName("response")
                    .disableCustomObjectDeserialization()
                    .singleResult();
            assertThat(response.getTypedValue().toString()).contains("application/json");
            assertThat(cliq.posts()).containsExactly("/api/v2/chats/CT_1/message {\"text\":\"Hello\"}");
            assertThat(engine.getManagementService()
                            .createJobDefinitionQuery()
                            .processDefinitionKey(key)
                            .count())
                    .as("save points before and after the task")
                    .isGreaterThanOrEqualTo(2);
        }
    }

    private static ConfigurableApplicationContext start(Cliq cliq) {
        return new SpringApplicationBuilder(Engine.class)
                .run(
                        "--spring.datasource.url=jdbc:h2:mem:" + java.util.UUID.randomUUID(),
                        "--spring.main.banner-mode=off",
                        "--server.port=0",
                        "--operaton.bpm.auto-deployment-enabled=false",
                        "--operaton.bpm.job-execution.wait-time-in-millis=200",
                        "--cliq.connections.cliq_connection.client-id=1000.CLIENT",
                        "--cliq.connections.cliq_connection.client-secret=secret",
                        "--cliq.connections.cliq_connection.refresh-token=refresh",
                        "--cliq.connections.cliq_connection.api-base-url=" + cliq.url(),
                        "--cliq.connections.cliq_connection.accounts-base-url=" + cliq.url());
    }
}
