package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Flows;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL stores no U+0000: an answer that has one must not keep a job from its end, or from its incident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnstorableTextTests {

    private static final String NUL = "\\u0000";

    private final StubCliq cliq = new StubCliq();
    private final Postgres database = new Postgres();
    private Node node;
    private Processes processes;

    @BeforeAll
    void start() {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.putAll(Node.connection("refused", cliq.url()));
        properties.put("cliq.default-connection", "cliq_connection");
        node = Node.start(cliq, properties);
        processes = node.processes();
        processes.deploy(
                Flows.post(Flows.process("unstorable"), "post")
                        .camundaOutputParameter("id", "${response.message_id}")
                        .endEvent()
                        .done(),
                "unstorable");
    }

    @AfterAll
    void stop() {
        node.close();
        database.close();
        cliq.close();
    }

    @BeforeEach
    void forgetEarlierRequests() {
        cliq.reset();
    }

    @Test
    void anExplanationIsInTheIncidentWithoutIt() {
        cliq.always(Answer.of(
                404, "{\"code\":\"chat_not_found" + NUL + "\",\"message\":\"No" + NUL + "such" + NUL + "chat\"}"));
        assertThat(incident("cliq_connection")).contains("http_404", "No such chat");
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void anErrorOfTheAccountsServerIsInTheIncidentWithoutIt() {
        cliq.nextToken(Answer.of(200, "{\"error\":\"invalid" + NUL + "code\"}"));
        assertThat(incident("refused")).contains("invalid code", "cliq.connections.refused");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void whatCliqReturnedIsInTheVariablesWithoutIt() {
        cliq.always(Answer.of(200, "{\"message_id\":\"47" + NUL + "11\",\"" + NUL + "x\":[\"" + NUL + "\"]}"));
        String instance = start("cliq_connection");
        processes.awaitEnd(instance);
        assertThat(processes.variable(instance, "id").getValue()).isEqualTo("47 11");
        assertThat(processes.json(instance, "response"))
                .isEqualTo("{\"status\":\"success\",\"message_id\":\"47 11\",\" x\":[\" \"]}");
        assertThat(cliq.posts()).hasSize(1);
    }

    private String incident(String connection) {
        return processes.awaitIncident(start(connection)).getIncidentMessage();
    }

    private String start(String connection) {
        return processes.start("unstorable", Map.of("chatId", "1", "message", "Hello", "connection", connection));
    }
}
