package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.delegate.JavaDelegate;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.operaton.bpm.engine.management.JobDefinition;
import org.operaton.bpm.engine.runtime.Job;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.engine.variable.value.FileValue;
import org.operaton.bpm.model.bpmn.Bpmn;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The relocated jar in an application with Operaton's engine, and the same models as on Camunda. */
class OperatonTests {

    private static final String CAMUNDAS = "http://camunda.org/schema/1.0/bpmn";
    private static final String OPERATONS = "http://operaton.org/schema/1.0/bpmn";

    private static Cliq cliq;
    private static ConfigurableApplicationContext application;
    private static ProcessEngine engine;

    @SpringBootApplication
    static class Engine {

        @Bean
        JavaDelegate ownTask() {
            return execution -> execution.setVariable("done", new java.util.ArrayList<>(List.of("by", "own", "task")));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        cliq = new Cliq();
        application = new SpringApplicationBuilder(Engine.class)
                .run(
                        "--spring.datasource.url=jdbc:h2:mem:operaton",
                        "--spring.main.banner-mode=off",
                        "--server.port=0",
                        "--operaton.bpm.auto-deployment-enabled=false",
                        "--operaton.bpm.generic-properties.properties.history-time-to-live=P1D",
                        "--operaton.bpm.job-execution.wait-time-in-millis=200",
                        "--operaton.bpm.job-execution.max-wait=1000",
                        "--cliq.connections.cliq_connection.client-id=1000.CLIENT",
                        "--cliq.connections.cliq_connection.client-secret=secret",
                        "--cliq.connections.cliq_connection.refresh-token=refresh",
                        "--cliq.connections.cliq_connection.api-base-url=" + cliq.url(),
                        "--cliq.connections.cliq_connection.accounts-base-url=" + cliq.url());
        engine = application.getBean(ProcessEngine.class);
    }

    @AfterAll
    static void stop() {
        application.close();
        cliq.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hello, " + CAMUNDAS + ", 1",
        "hello, " + OPERATONS + ", 1",
        "deluge, " + CAMUNDAS + ", 3",
        "deluge, " + OPERATONS + ", 3"
    })
    void deliversTheExampleInEitherNamespace(String key, String namespace, int posts) throws IOException {
        String model = Files.readString(Path.of(System.getProperty("it.examples"), key + ".bpmn"));
        deploy(key, model.replace(CAMUNDAS, namespace));
        String chat = chat(key, namespace);
        String instance = start(key, chat);
        awaitEnd(instance);
        assertThat(cliq.posts(chat))
                .hasSize(posts)
                .containsOnly("/api/v2/chats/" + chat + "/message {\"text\":\"Hello\"}");
        assertThat(variable(instance, "response")).contains("application/json");
        assertThat(engine.getManagementService()
                        .createJobDefinitionQuery()
                        .processDefinitionId(engine.getRepositoryService()
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(key)
                                .latestVersion()
                                .singleResult()
                                .getId())
                        .count())
                .as("save points before and after each task")
                .isEqualTo(2L * posts);
    }

    @ParameterizedTest
    @ValueSource(strings = {CAMUNDAS, OPERATONS})
    void readsATasksPropertiesInEitherNamespace(String namespace) {
        deploy("patient", model("patient", namespace, "cliq.retryCycle", "R9/PT1H"));
        String instance = start("patient", Cliq.BROKEN_CHAT);
        Job job = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> engine.getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance)
                                .withException()
                                .singleResult(),
                        failed -> failed != null);
        assertThat(job.getRetries()).isEqualTo(8);

        deploy("inside", model("inside", namespace, "cliq.savePoints", "false"));
        start("inside", chat("inside", namespace));
        assertThat(cliq.posts(chat("inside", namespace)))
                .as("posted before the start came back")
                .hasSize(1);
        assertThat(engine.getManagementService()
                        .createJobDefinitionQuery()
                        .processDefinitionKey("inside")
                        .count())
                .isZero();
    }

    /** The call is handed the file as a stream; its name is read from the variable that the model names. */
    @ParameterizedTest
    @ValueSource(strings = {CAMUNDAS, OPERATONS})
    void delugesCallPostsAFileWithItsNameInEitherNamespace(String namespace) {
        String call =
                "e:expression=\"${zoho.cliq.postToChat(chatId, message, connection)}\" e:resultVariable=\"response\"";
        deploy(
                "file",
                model("file", namespace, "unused", "unused")
                        .replace("e:delegateExpression=\"${postToCliqChat}\"", call));
        String chat = chat("file", namespace);
        FileValue file = Variables.fileValue("report.txt")
                .mimeType("text/plain")
                .file("Hello".getBytes(StandardCharsets.UTF_8))
                .create();
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "file", Map.of("chatId", chat, "message", file, "connection", "cliq_connection"))
                .getId();
        awaitEnd(instance);
        assertThat(cliq.posts(chat)).singleElement().asString().contains("filename=\"report.txt\"", "Hello");
        assertThat(variable(instance, "response")).contains("application/json");
    }

    @Test
    void unrelatedProcessBehavesAsBefore() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "own.bpmn",
                        Bpmn.createExecutableProcess("own")
                                .startEvent()
                                .operatonAsyncBefore()
                                .serviceTask("own-task")
                                .operatonDelegateExpression("${ownTask}")
                                .endEvent()
                                .done())
                .deploy();
        assertThat(engine.getManagementService()
                        .createJobDefinitionQuery()
                        .processDefinitionKey("own")
                        .list())
                .extracting(JobDefinition::getActivityId)
                .doesNotContain("own-task");
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey("own").getId();
        awaitEnd(instance);
        assertThat(variable(instance, "done")).contains("application/x-java-serialized-object");
    }

    /** A chat of its own for each test. */
    private static String chat(String key, String namespace) {
        return "CT_" + key + "_" + namespace.replaceAll("[^a-z]", "");
    }

    private static String model(String key, String namespace, String property, String value) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:e="%s" targetNamespace="test">
                  <process id="%s" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="in" sourceRef="start" targetRef="post"/>
                    <serviceTask id="post" e:delegateExpression="${postToCliqChat}">
                      <extensionElements><e:properties><e:property name="%s" value="%s"/></e:properties></extensionElements>
                    </serviceTask>
                    <sequenceFlow id="out" sourceRef="post" targetRef="end"/>
                    <endEvent id="end"/>
                  </process>
                </definitions>
                """.formatted(namespace, key, property, value);
    }

    private static void deploy(String key, String model) {
        engine.getRepositoryService()
                .createDeployment()
                .addString(key + ".bpmn", model)
                .deploy();
    }

    private static String start(String key, String chat) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(
                        key, Map.of("chatId", chat, "message", "Hello", "connection", "cliq_connection"))
                .getId();
    }

    private static void awaitEnd(String instance) {
        Callable<Boolean> ended = () -> engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .finished()
                        .count()
                == 1;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(ended);
    }

    private static String variable(String instance, String name) {
        HistoricVariableInstance variable = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .disableCustomObjectDeserialization()
                .singleResult();
        return variable.getTypedValue().toString();
    }
}
