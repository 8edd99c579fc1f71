package io.github.camundacliq.autoconfigure;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Flows;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What an operator's tools read. */
@EngineTest
@AutoConfigureObservability(tracing = false)
@TestPropertySource(
        properties = {
            "cliq.connections.Team_A-1.external-calls.limit=10",
            "cliq.connections.Team_A-1.external-calls.period=3650d",
        })
@Tag("own-application")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class ActuatorTests {

    private final StubCliq cliq;
    private final Processes processes;
    private final Rest rest;

    @Autowired
    ActuatorTests(StubCliq cliq, Processes processes, Rest rest) {
        this.cliq = cliq;
        this.processes = processes;
        this.rest = rest;
    }

    @BeforeEach
    void deploy() {
        processes.deploy(Flows.simple("simple"), "simple");
    }

    @Test
    void connectionsAreShownWithoutPostingAndWithOneTokenCallEach() {
        cliq.nextToken(Answer.of(400, "{\"error\":\"invalid_code\"}"));
        cliq.nextToken(Answer.of(503, ""));
        JsonNode first = Rest.json(rest.get("/actuator/cliq"));
        JsonNode second = Rest.json(rest.get("/actuator/cliq"));
        JsonNode health = Rest.json(rest.get("/actuator/health")).at("/components/cliq");
        assertThat(cliq.tokenRequests()).hasSize(5);
        assertThat(cliq.posts()).isEmpty();
        assertThat(second).isEqualTo(first);
        assertThat(first.path("defaultConnection").asText()).isEqualTo("cliq_connection");
        assertThat(Duration.parse(first.path("clockAheadOfDatabase").asText()).abs())
                .isLessThan(Duration.ofSeconds(1));
        assertThat(first.path("connections").findValues("token"))
                .extracting(token ->
                        token.path("status").asText() + token.path("code").asText())
                .containsExactlyInAnyOrder("ok", "ok", "ok", "unavailable", "refusedinvalid_code");
        assertThat(first.path("connections").findValuesAsText("advice"))
                .singleElement()
                .asString()
                .contains("create a new one", "cliq.connections.");
        assertThat(health.path("status").asText()).isEqualTo("DOWN");
        assertThat(health.path("components").findValuesAsText("status")).contains("DOWN", "UP", "UNKNOWN");
        assertThat(rest.getWithoutLogin("/actuator/health/readiness").getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void callsLocksAndWaitingPostsAreShown() {
        processes.awaitEnd(post("Team_A-1"));
        cliq.next(Answer.error(400, "request_limit_exceeded"));
        String locked = post("Team_A-1");
        await().until(() -> Rest.json(rest.get("/actuator/cliq"))
                        .at("/connections/Team_A-1/waiting")
                        .asInt()
                == 1);
        JsonNode connection = Rest.json(rest.get("/actuator/cliq")).at("/connections/Team_A-1");
        assertThat(connection.at("/externalCalls/limit").asInt()).isEqualTo(10);
        assertThat(connection.at("/externalCalls/used").asInt()).isEqualTo(2);
        assertThat(connection.at("/externalCalls/left").asInt()).isEqualTo(8);
        assertThat(connection.path("lockedUntil").asText()).isNotEmpty();
        assertThat(connection.at("/token/status").asText()).isEqualTo("ok");
        assertThat(processes.incidents(locked)).isEmpty();
    }

    @Test
    void postsAreMetered() {
        cliq.next(Answer.error(400, "chat_not_found"));
        processes.awaitIncident(post("cliq_connection"));
        processes.awaitEnd(post("cliq_connection"));
        processes.awaitIncident(post("no_connection"));
        assertThat(rest.get("/actuator/prometheus").getBody())
                .contains(
                        "cliq_posts_total{code=\"chat_not_found\",connection=\"cliq_connection\",outcome=\"rejected\"} 1.0")
                .contains("cliq_posts_total{code=\"invalid_input\",connection=\"none\",outcome=\"rejected\"} 1.0")
                .contains("cliq_posts_total{code=\"none\",connection=\"cliq_connection\",outcome=\"delivered\"} 1.0")
                .contains("cliq_external_calls_total{connection=\"cliq_connection\"} 2.0")
                .contains("cliq_post_seconds_count{connection=\"cliq_connection\",outcome=\"delivered\"} 1")
                .contains("cliq_posts_waiting 0.0");
        assertThat(Rest.json(rest.get("/engine-rest/metrics/cliq-external-calls/sum"))
                        .path("result")
                        .asInt())
                .isEqualTo(2);
    }

    private String post(String connection) {
        return processes.start("simple", Map.of("chatId", "CT_1", "message", "Hello", "connection", connection));
    }
}
