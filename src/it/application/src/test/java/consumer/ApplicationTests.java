package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runnable jar in production: on PostgreSQL, with its secrets from the environment and its log in JSON. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplicationTests {

    private static final String ADMIN = "paula:correct horse battery";
    private static final String BODY = "the words of the message";

    @TempDir
    private static Path home;

    private static Cliq cliq;
    private static EmbeddedPostgres postgres;
    private static Application application;

    @BeforeAll
    static void start() throws IOException {
        cliq = new Cliq();
        postgres = EmbeddedPostgres.start();
        application = Application.start(
                home,
                """
                spring:
                  datasource:
                    url: %s
                    username: postgres
                    password: ${DB_PASSWORD}
                camunda.bpm:
                  admin-user:
                    id: paula
                    password: ${ADMIN_PASSWORD}
                  job-execution.wait-time-in-millis: 200
                cliq:
                  connections:
                    cliq_connection:
                      client-id: 1000.CLIENT
                      client-secret: ${CLIQ_SECRET}
                      api-base-url: %s
                      accounts-base-url: %s
                """.formatted(postgres.getJdbcUrl("postgres", "postgres"), cliq.url(), cliq.url()),
                Map.of(
                        "DB_PASSWORD", "s3cret-of-the-database",
                        "ADMIN_PASSWORD", "correct horse battery",
                        "CLIQ_SECRET", "s3cret-of-the-client",
                        "CLIQ_CONNECTIONS_CLIQCONNECTION_REFRESHTOKEN", "s3cret-refresh",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs",
                        "LOGGING_LEVEL_IO_GITHUB_CAMUNDACLIQ", "DEBUG",
                        "LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_BOOT_WEB", "DEBUG"));
        await().ignoreExceptions()
                .until(() -> application.get("/actuator/health/readiness", "").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        cliq.close();
        application.stop();
        application.awaitExit();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/cliq", "/actuator/health", "/engine-rest/process-definition"})
    @Order(1)
    void asksForALogin(String path) throws Exception {
        assertThat(application.get(path, "").statusCode()).isEqualTo(401);
        assertThat(application.get(path, "demo:demo").statusCode()).isEqualTo(401);
        assertThat(application.get(path, ADMIN).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void deliversTheExampleAndLogsItsProcessInJson() throws Exception {
        String instance = start("CT_1");
        await().until(() -> application
                .get("/engine-rest/history/process-instance/" + instance, ADMIN)
                .body()
                .contains("\"state\":\"COMPLETED\""));
        assertThat(cliq.posts("CT_1")).containsExactly("/api/v2/chats/CT_1/message {\"text\":\"" + BODY + "\"}");

        assertThat(application.log())
                .allSatisfy(line ->
                        assertThat(JsonPath.<String>read(line, "$.message")).isNotNull())
                .noneMatch(line -> line.contains("s3cret") || line.contains(BODY))
                .filteredOn(line -> line.contains("Post to chat CT_1"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(JsonPath.<String>read(line, "$.processInstanceId"))
                            .isEqualTo(instance);
                    assertThat(JsonPath.<String>read(line, "$.activityId")).isEqualTo("post");
                    assertThat(JsonPath.<String>read(line, "$.connection")).isEqualTo("cliq_connection");
                });
    }

    @Test
    @Order(3)
    void endsThePostThatIsUnderWayBeforeItStops() throws Exception {
        start(Cliq.SLOW_CHAT);
        await().until(() -> !cliq.posts(Cliq.SLOW_CHAT).isEmpty());
        application.stop();
        await().until(() -> application.log().stream().anyMatch(line -> line.contains("\"Closing ")));
        assertThat(application.isAlive()).isTrue();
        assertThat(journal(Cliq.SLOW_CHAT)).isEqualTo("SENDING");
        cliq.answerSlowChat();
        assertThat(application.awaitExit()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(journal(Cliq.SLOW_CHAT)).isEqualTo("ANSWERED");
        assertThat(cliq.posts(Cliq.SLOW_CHAT)).hasSize(1);
    }

    private static String start(String chat) throws IOException, InterruptedException {
        return JsonPath.read(
                application
                        .post(
                                "/engine-rest/process-definition/key/hello/start",
                                ADMIN,
                                "{\"variables\":{\"chatId\":{\"value\":\"" + chat + "\"},\"message\":{\"value\":\""
                                        + BODY + "\"}}}")
                        .body(),
                "$.id");
    }

    private static String journal(String chat) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                ResultSet found = connection
                        .createStatement()
                        .executeQuery("select STATE_ from CLIQ_JOURNAL where CHAT_ = '" + chat + "'")) {
            return found.next() ? found.getString(1) : "";
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120));
    }
}
