package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model in {@code processes/} has, so that it deploys anywhere and explains itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExampleModelsTests {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private ProcessEngine engine;

    @BeforeAll
    void startEngine() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("example-models");
        configuration.setJdbcUrl("jdbc:h2:mem:example-models");
        this.engine = configuration.buildProcessEngine();
    }

    @AfterAll
    void stopEngine() {
        this.engine.close();
    }

    static Stream<Path> examples() throws IOException {
        return filesIn(Path.of("processes"), ".bpmn");
    }

    static Stream<Path> modelsOfOurTasks() throws IOException {
        return Stream.concat(examples(), Stream.of(Path.of("src/test/resources/models/from-template.bpmn")));
    }

    @ParameterizedTest
    @MethodSource("modelsOfOurTasks")
    void deploysAsOneExecutableProcessNamedLikeItsFile(Path file) throws IOException {
        DeploymentWithDefinitions deployment = this.engine
                .getRepositoryService()
                .createDeployment()
                .addString(file.getFileName().toString(), Files.readString(file))
                .deployWithResult();

        assertThat(deployment.getDeployedProcessDefinitions())
                .extracting(ProcessDefinition::getKey)
                .containsExactly(nameOf(file));
        assertThat(deployment.getDeployedProcessDefinitions())
                .extracting(ProcessDefinition::getHistoryTimeToLive)
                .doesNotContainNull();
    }

    @ParameterizedTest
    @MethodSource("modelsOfOurTasks")
    void isDrawnCompletely(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());

        assertThat(model.getModelElementsByType(FlowNode.class)).isNotEmpty().allSatisfy(node -> assertThat(
                        node.getDiagramElement())
                .as("shape of %s", node.getId())
                .isNotNull());
        assertThat(model.getModelElementsByType(SequenceFlow.class))
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.getDiagramElement())
                        .as("edge of %s", flow.getId())
                        .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void tellsHowToStartIt(Path file) {
        Process process = theProcess(Bpmn.readModelFromFile(file.toFile()));

        assertThat(process.getName()).isNotBlank();
        assertThat(process.getDocumentations()).singleElement().satisfies(documentation -> assertThat(
                        documentation.getTextContent())
                .contains("curl", "process-definition/key/" + nameOf(file) + "/start"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void leavesTheSavePointsToThePlugin(Path file) {
        Collection<ServiceTask> tasks = Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(ServiceTask.class);

        assertThat(tasks).isNotEmpty().allSatisfy(task -> {
            assertThat(task.isCamundaAsyncBefore()).isFalse();
            assertThat(task.isCamundaAsyncAfter()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void namesOnlyTemplatesThatAreThere(Path file) throws IOException {
        List<String> templates = new ArrayList<>();
        try (Stream<Path> files = filesIn(ElementTemplatesTests.TEMPLATES, ".json")) {
            files.forEach(template -> templates.add(
                    ElementTemplatesTests.read(template).path("id").asText()));
        }

        assertThat(Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(ServiceTask.class))
                .extracting(task -> task.getAttributeValueNs(CAMUNDA, "modelerTemplate"))
                .allSatisfy(template -> assertThat(template)
                        .satisfiesAnyOf(id -> assertThat(id).isNull(), id -> assertThat(templates)
                                .contains(id)));
    }

    static Stream<Path> filesIn(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    private static Process theProcess(BpmnModelInstance model) {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        assertThat(processes).hasSize(1);
        return processes.iterator().next();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".bpmn", "");
    }
}
