package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the Modeler makes of a plain task with our element templates, on an engine. The model was made by the Modeler's own
 * libraries; how, and how to make it again, is told in its documentation.
 */
@Tag("own-application")
@ExampleTest
class FromTemplateTests {

    private static final String KEY = "from-template";

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @BeforeEach
    void deploy(@Autowired RepositoryService repository) {
        repository
                .createDeployment()
                .addClasspathResource("models/from-template.bpmn")
                .enableDuplicateFiltering(true)
                .name(KEY)
                .deploy();
    }

    @Test
    void postsThreeTimesAlsoWhereOptionalFieldsWereEmptied() {
        String instance = start();
        processes.awaitEnd(instance);
        assertThat(requests.posts())
                .extracting(Request::chat, Request::body)
                .hasSize(3)
                .containsOnly(tuple("CT_1", "{\"text\":\"Hello\"}"));
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void theTemplatesRetryCycleIsTheJobs(@Autowired RuntimeService runtime) {
        requests.failNext(3);
        String instance = start();
        Incident incident = processes.awaitIncident(instance);
        assertThat(incident.getActivityId()).isEqualTo("as-offered");
        assertThat(incident.getIncidentMessage()).contains("operation_failed", "CT_1", "cliq_connection");
        assertThat(requests.posts()).hasSize(3);
        assertThat(history.createHistoricJobLogQuery()
                        .jobId(incident.getConfiguration())
                        .failureLog()
                        .orderPartiallyByOccurrence()
                        .asc()
                        .list())
                .extracting(HistoricJobLog::getJobRetries)
                .containsExactly(3, 2, 1);

        management.setJobRetries(incident.getConfiguration(), 1);
        processes.awaitEnd(instance);
        assertThat(requests.posts()).hasSize(6);
        assertThat(runtime.createIncidentQuery().processInstanceId(instance).count())
                .isZero();
    }

    @Test
    void anEmptyRetryCycleIsTheConfiguredOne() {
        String instance = start();
        processes.awaitEnd(instance);
        assertThat(retriesAtFirst(instance, "as-offered")).as("PT1S,PT2S").isEqualTo(3);
        assertThat(retriesAtFirst(instance, "emptied"))
                .as("PT10S,PT1M,PT5M,PT15M,PT1H")
                .isEqualTo(6);
    }

    private int retriesAtFirst(String instance, String activity) {
        return history.createHistoricJobLogQuery()
                .processInstanceId(instance)
                .activityIdIn(activity)
                .jobDefinitionConfiguration("async-before")
                .creationLog()
                .singleResult()
                .getJobRetries();
    }

    private String start() {
        return processes.start(KEY, Map.of("chatId", "CT_1", "message", "Hello"));
    }
}
