package io.github.camundacliq.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Rest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;

@Tag("own-application")
@DirtiesContext
@EngineTest
class LoginsTests {

    @Autowired
    Rest rest;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/process-definition",
                "/engine-rest/process-instance?x=y",
                "/engine-rest//process-instance",
                "/engine-rest;a=b/process-instance",
                "/engine-rest/process-instance;a=b",
                "/%65ngine-rest/process-instance",
                "/engine-rest/x/../process-instance",
                "/engine-rest/engine/default/process-instance",
                "/actuator",
                "/actuator/health",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/health/",
                "/actuator/health/liveness/../../prometheus",
                "/%61ctuator/prometheus",
                "/actuator;a=b/prometheus",
                "//actuator/prometheus"
            })
    void givesNothingAwayWithoutALogin(String path) {
        assertThat(rest.getWithoutLogin(path)).satisfies(answer -> {
            assertThat(answer.getStatusCode().is4xxClientError()).isTrue();
            assertThat(String.valueOf(answer.getBody())).doesNotContain("jvm_", "definition", "UP", "default");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/process-definition", "/actuator", "/actuator/health", "/actuator/prometheus"})
    void asksForALoginAndTakesThatOfACamundaUser(String path) {
        assertThat(rest.getWithoutLogin(path).getStatusCode().value()).isEqualTo(401);
        assertThat(rest.getWithoutLogin(path).getHeaders().getFirst("WWW-Authenticate"))
                .startsWith("Basic");
        assertThat(rest.get(path).getStatusCode().value()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void leavesTheProbesOpen(String path) {
        assertThat(rest.getWithoutLogin(path).getStatusCode().value()).isEqualTo(200);
        assertThat(rest.getWithoutLogin(path).getBody()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void showsTheDeployedExamplesUnderTheirOwnNames() {
        assertThat(Rest.json(rest.get("/engine-rest/process-definition?latestVersion=true&key=hello")))
                .singleElement()
                .satisfies(definition ->
                        assertThat(definition.path("resource").asText()).isEqualTo("hello.bpmn"));
    }

    /** The engine leaves the list of engines open. */
    @Test
    void describesNoRestApiWithoutALogin() {
        assertThat(rest.withoutLogin(HttpMethod.OPTIONS, "/engine-rest/engine").getBody())
                .satisfiesAnyOf(
                        body -> assertThat(body).isNull(),
                        body -> assertThat(body).hasSizeLessThan(1000).doesNotContain("wadl"));
    }
}
