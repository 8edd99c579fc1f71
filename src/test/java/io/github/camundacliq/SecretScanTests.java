package io.github.camundacliq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.autoconfigure.CliqProperties;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Flows;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A server that sends everything back that it was told, while everything is logged: no secret comes out anywhere. */
@EngineTest
@TestPropertySource(
        properties = {
            "logging.level.io.github.camundacliq=TRACE",
            "logging.level.org.springframework.web=TRACE",
            "logging.level.org.springframework.http=TRACE",
            "logging.level.org.camunda.bpm.engine.jobexecutor=DEBUG",
            "logging.level.org.camunda.bpm.engine.context=DEBUG",
        })
@Tag("own-application")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class SecretScanTests {

    private static final List<String> SECRETS =
            List.of("Team_A-1-client-secret", "Team_A-1-refresh-token", "cold-client-secret", "cold-refresh-token");
    private static final String ACCESS_TOKEN = "odd-access-token-without-a-known-form";
    private static final String BODY = "the words of the message";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StubCliq cliq;
    private final Processes processes;
    private final Rest rest;
    private final ApplicationContext application;

    @Autowired
    SecretScanTests(StubCliq cliq, Processes processes, Rest rest, ApplicationContext application) {
        this.cliq = cliq;
        this.processes = processes;
        this.rest = rest;
        this.application = application;
    }

    @Test
    void noSecretComesOutAnywhere(CapturedOutput log) {
        processes.deploy(Flows.simple("scanned"), "scanned");
        cliq.nextToken(Answer.of(200, "{\"access_token\":\"" + ACCESS_TOKEN + "\",\"expires_in\":3600}"));
        cliq.always(request -> echo(200, request, SECRETS.subList(0, 2)));
        processes.awaitEnd(post("Team_A-1"));
        for (int status : new int[] {400, 404, 500, 502}) {
            cliq.always(request -> echo(status, request, SECRETS.subList(0, 2)));
            processes.awaitIncident(post("Team_A-1"));
        }
        cliq.nextToken(request -> echo(400, request, SECRETS.subList(2, 4)));
        processes.awaitIncident(post("cold"));

        Map<String, String> places = everythingThatCanBeRead();
        places.put("log", log.getAll());
        assertThat(places.get("log")).contains("Writing [").contains("Post to chat CT_1 by connection Team_A-1");
        assertThat(places)
                .allSatisfy(
                        (place, text) -> assertThat(secretsIn(text)).as(place).isEmpty());
        assertThat(places.get("log")).doesNotContain(BODY);
        assertThat(places.get("incidents")).doesNotContain(BODY);
    }

    private String post(String connection) {
        return processes.start("scanned", Map.of("chatId", "CT_1", "message", BODY, "connection", connection));
    }

    /** With the secrets in the code, in the message, in keys and in lists, in the clear and encoded. */
    private static Answer echo(int status, StubCliq.Request request, List<String> own) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("code", "bad " + request.headers().get("Authorization"));
        answer.put("error", request.body() + own);
        answer.put("message", request.headers() + " " + ACCESS_TOKEN + own);
        answer.put(own.get(0), List.of(own.get(1), Map.of(ACCESS_TOKEN, ACCESS_TOKEN)));
        answer.put("message_id", ACCESS_TOKEN);
        return Answer.of(status, write(answer));
    }

    private Map<String, String> everythingThatCanBeRead() {
        Map<String, String> places = new LinkedHashMap<>();
        for (String path : List.of(
                "/actuator/cliq",
                "/actuator/health",
                "/actuator/info",
                "/actuator/prometheus",
                "/engine-rest/incident",
                "/engine-rest/job",
                "/engine-rest/history/incident",
                "/engine-rest/history/job-log",
                "/engine-rest/history/variable-instance?deserializeValues=false",
                "/engine-rest/history/detail?deserializeValues=false")) {
            places.put(path, String.valueOf(rest.get(path).getBody()));
        }
        places.put("incidents", places.get("/engine-rest/incident"));
        places.put("stack traces of jobs", String.join("\n", stackTraces()));
        places.put(
                "journal",
                application
                        .getBean(JdbcClient.class)
                        .sql("select * from CLIQ_JOURNAL")
                        .query()
                        .listOfRows()
                        .toString());
        places.put(
                "threads",
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .toList()
                        .toString());
        places.put("properties", application.getBean(CliqProperties.class).toString());
        places.put("connections", application.getBean(Connections.class).all().toString());
        return places;
    }

    private List<String> stackTraces() {
        ManagementService management = processes.engine().getManagementService();
        List<String> traces = new ArrayList<>();
        for (Job job : management.createJobQuery().withException().list()) {
            traces.add(job.getExceptionMessage() + management.getJobExceptionStacktrace(job.getId()));
        }
        for (HistoricJobLog entry : processes
                .engine()
                .getHistoryService()
                .createHistoricJobLogQuery()
                .failureLog()
                .list()) {
            traces.add(entry.getJobExceptionMessage()
                    + processes.engine().getHistoryService().getHistoricJobLogExceptionStacktrace(entry.getId()));
        }
        return traces;
    }

    private static List<String> secretsIn(String text) {
        return Stream.concat(Stream.of(ACCESS_TOKEN), SECRETS.stream())
                .filter(text::contains)
                .toList();
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
