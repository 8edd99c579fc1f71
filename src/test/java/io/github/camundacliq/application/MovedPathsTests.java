package io.github.camundacliq.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Production whose properties move what is behind a login somewhere else: the login goes with it. */
@Tag("own-application")
class MovedPathsTests {

    @Test
    void haveTheirLoginsWhereTheyAre() {
        try (ConfigurableApplicationContext application = start(Map.of(
                "server.servlet.context-path", "/tools",
                "spring.jersey.application-path", "/rest",
                "spring.mvc.servlet.path", "/mvc",
                "management.endpoints.web.base-path", "/manage",
                "management.endpoints.web.path-mapping.health", "state",
                "camunda.bpm.webapp.application-path", "/desk"))) {
            assertThat(withoutLogin(
                            application,
                            "/tools/rest/process-definition",
                            "/tools/rest/engine/default/process-definition",
                            "/tools/rest;a=b/process-definition",
                            "/tools/mvc/manage",
                            "/tools/mvc/manage/state",
                            "/tools/mvc/manage/cliq",
                            "/tools/desk/api/engine/engine/default/process-definition",
                            "/tools/desk/api/cockpit/plugin/cliq/default/posts"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(401));
            assertThat(withoutLogin(
                            application, "/tools/mvc/manage/state/liveness", "/tools/mvc/manage/state/readiness"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(200));
            assertThat(withLogin(application, "/tools/rest/process-definition", "/tools/mvc/manage/cliq"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(200));
            assertThat(withLogin(application, "/tools/engine-rest/process-definition", "/tools/mvc/actuator/cliq"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(404));
        }
    }

    @Test
    void haveTheirLoginsAlsoIfJerseyIsAFilterAndTheWebApplicationsAreAtTheRoot() {
        try (ConfigurableApplicationContext application = start(Map.of(
                "spring.jersey.type", "filter",
                "management.endpoints.web.base-path", "/manage",
                "camunda.bpm.webapp.application-path", "/"))) {
            assertThat(withoutLogin(
                            application,
                            "/engine-rest/process-definition",
                            "/manage",
                            "/manage/health",
                            "/manage/cliq",
                            "/manage;abcdef/health/engine",
                            "/api/engine/engine/default/process-definition"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(401));
            assertThat(withoutLogin(
                            application,
                            "/manage/health/liveness/../../cliq",
                            "/manage/cliq/../health/liveness",
                            "/manage/health/db/../liveness"))
                    .allSatisfy((path, status) -> assertThat(status).isBetween(400, 499));
            assertThat(withoutLogin(application, "/manage/health/liveness"))
                    .containsExactly(entry("/manage/health/liveness", 200));
            assertThat(withLogin(application, "/engine-rest/process-definition", "/manage/cliq"))
                    .allSatisfy((path, status) -> assertThat(status).isEqualTo(200));
        }
    }

    private static ConfigurableApplicationContext start(Map<String, Object> paths) {
        Map<String, Object> settings = new LinkedHashMap<>(ProductionStart.ADMIN);
        settings.putAll(paths);
        return ProductionStart.start(settings, ProductionStart.memory());
    }

    private static Map<String, Integer> withoutLogin(ConfigurableApplicationContext application, String... paths) {
        return statuses(application, RestClient.builder(), paths);
    }

    private static Map<String, Integer> withLogin(ConfigurableApplicationContext application, String... paths) {
        RestClient.Builder client = RestClient.builder()
                .defaultHeaders(headers -> headers.setBasicAuth(ProductionStart.USER, ProductionStart.PASSWORD));
        return statuses(application, client, paths);
    }

    private static Map<String, Integer> statuses(
            ConfigurableApplicationContext application, RestClient.Builder builder, String... paths) {
        RestClient client = builder.defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        String url = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
        Map<String, Integer> statuses = new LinkedHashMap<>();
        List.of(paths)
                .forEach(path -> statuses.put(
                        path,
                        client.get()
                                .uri(URI.create(url + path))
                                .retrieve()
                                .toBodilessEntity()
                                .getStatusCode()
                                .value()));
        return statuses;
    }
}
