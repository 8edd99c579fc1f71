package io.github.camundacliq.application;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The application as it serves real people: any profile but the sandbox, on PostgreSQL. */
@Tag("own-application")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionTests {

    private final StubCliq cliq = new StubCliq();
    private final Postgres postgres = new Postgres();
    private final ConfigurableApplicationContext application =
            ProductionStart.start(cliq.url(), ProductionStart.ADMIN, postgres.properties());

    @AfterAll
    void stop() {
        application.close();
        postgres.close();
        cliq.close();
    }

    @Test
    void deliversAnExampleOnPostgres() {
        application
                .getBean(RuntimeService.class)
                .startProcessInstanceByKey("hello", Map.of("chatId", "CT_1", "message", "Hello"));
        HistoryService history = application.getBean(HistoryService.class);
        await().until(() -> history.createHistoricProcessInstanceQuery()
                        .processDefinitionKey("hello")
                        .finished()
                        .count()
                == 1);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.path())
                .isEqualTo("/api/v2/chats/CT_1/message"));
    }

    @Test
    void hasTheAdministratorAndNobodyElse() {
        IdentityService identities = application.getBean(IdentityService.class);
        assertThat(identities.createUserQuery().list())
                .extracting(org.camunda.bpm.engine.identity.User::getId)
                .containsExactly("paula");
        assertThat(get("/engine-rest/process-definition/count", "paula", "correct horse battery")
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(get("/engine-rest/process-definition/count", "demo", "demo").getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void hasNoSandbox() {
        assertThat(get("/cliq", "paula", "correct horse battery").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("/cliq/api/v2/chats/CT_1/messages", "paula", "correct horse battery")
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
                .isThrownBy(() -> application.getBean("cliqSandbox"));
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/cliq,401",
        "/actuator/health,401",
        "/actuator/prometheus,401",
        "/actuator/health/liveness,200"
    })
    void opensOnlyTheProbes(String path, int status) {
        assertThat(client().get()
                        .uri(url() + path)
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"/camunda/app/welcome/default/", "/engine-rest/engine", "/actuator/health/liveness", "/nowhere"})
    void tellsBrowsersToBeStrict(String path) {
        HttpHeaders open = get(path, "paula", "correct horse battery").getHeaders();
        assertThat(open.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(open.containsKey("Strict-Transport-Security")).isFalse();
        assertThat(behindTls(path).getFirst("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void sendsCookiesOverTlsOnly() {
        assertThat(behindTls("/camunda/app/welcome/default/").getOrEmpty(HttpHeaders.SET_COOKIE))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).containsPattern("(?i);\\s*secure"));
    }

    private HttpHeaders behindTls(String path) {
        return client().get()
                .uri(url() + path)
                .header("X-Forwarded-Proto", "https")
                .retrieve()
                .toBodilessEntity()
                .getHeaders();
    }

    private String url() {
        return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    private ResponseEntity<Void> get(String path, String user, String password) {
        return client().get()
                .uri(url() + path)
                .headers(headers -> headers.setBasicAuth(user, password))
                .retrieve()
                .toBodilessEntity();
    }

    private static RestClient client() {
        return RestClient.builder()
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }
}
