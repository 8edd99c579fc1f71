package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.message.InvalidInputException;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestConnections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The inputs that may be left out: connection, response variable, and what to do about a refusal or an unknown outcome. */
@EngineTest
class OptionalInputTests {

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anEmptyConnectionIsTheDefaultOne(String connection) {
        Map<String, Object> variables = hello();
        variables.put("connection", connection);
        processes.awaitEnd(processes.start("hello", variables));
        assertThat(cliq.posts()).hasSize(1);
        processes.awaitEnd(processes.start("hello", Map.of("chatId", "CT_1", "message", "without a word of it")));
        assertThat(cliq.posts())
                .extracting(post -> post.header("Authorization"))
                .hasSize(2)
                .doesNotContain("");
        assertThat(cliq.posts().get(0).header("Authorization"))
                .isEqualTo(cliq.posts().get(1).header("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Team_A-1", " Team_A-1 "})
    void anotherConnectionHasItsOwnToken(String connection) {
        processes.awaitEnd(processes.start("hello", hello()));
        processes.awaitEnd(processes.start("hello", with("connection", connection)));
        assertThat(cliq.posts())
                .extracting(post -> post.header("Authorization"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void anUnknownConnectionIsRefusedWithTheNamesThereAre() {
        String instance = processes.start("hello", with("connection", "team_a-1"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains(
                        "'connection' is 'team_a-1'",
                        "cliq_connection",
                        "Team_A-1",
                        "cliq.connections.team_a-1",
                        "on every node");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aConnectionThatIsNoTextIsRefused() {
        String instance = processes.start("hello", with("connection", 1));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'connection' is of type Integer", "String");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void emptyFieldsOfATemplateFallBack() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("chatId", "${chatId}")
                        .camundaInputParameter("message", "${message}")
                        .camundaInputParameter("connection", "")
                        .camundaInputParameter("comments", "")
                        .camundaInputParameter("responseVariable", "")
                        .camundaInputParameter("onRejected", "")
                        .camundaInputParameter("onUncertain", "")),
                hello());
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void anInputParameterWinsOverAProcessVariable() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("connection", "Team_A-1")
                        .camundaInputParameter("responseVariable", "inner")),
                Map.of("chatId", "CT_1", "message", "Hello", "connection", "nowhere", "responseVariable", "outer"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(processes.json(instance, "inner")).isEqualTo("{\"status\":\"success\"}");
        assertThat(processes.variable(instance, "outer")).isNull();
    }

    @Test
    void manyConnectionsLeaveRoomForTheRemedy() {
        List<Connection> many = IntStream.rangeClosed(1, 60)
                .mapToObj(number -> TestConnections.named("connection_of_team_" + number))
                .toList();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Inputs.connection("team", new Connections(many, Optional.empty())))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .contains("connection_of_team_10 and others", "configure cliq.connections.team")
                        .hasSizeLessThan(500));
    }

    /** It would be posted, and the task would fail for ever when the engine stores it. */
    @Test
    void aTextThatTheEngineCannotStoreIsRefusedBeforeItLeaves() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("message", "${half}${half}")),
                Map.of("chatId", "CT_1", "half", "x".repeat(2001)));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'message' has 4002 characters", "stores 4000", "as JSON");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aNameThatTheEngineCannotStoreIsRefusedBeforeThePostLeaves() {
        String instance = processes.start("hello", with("responseVariable", "a".repeat(256)));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'responseVariable' is 'aaa", "with 256 characters", "at most 255", "Nothing was sent");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aResponseVariableThatIsNoTextIsRefused() {
        String instance = processes.start("hello", with("responseVariable", 1));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains(
                        "'responseVariable' is of type Integer",
                        "Give a String",
                        "CT_1",
                        "cliq_connection",
                        "Nothing was sent");
        assertThat(cliq.posts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"responseVariable, 1", "onUncertain, ignore"})
    void goesOnAlsoWhereAnotherOfThemIsWrong(String variable, String value) {
        Map<String, Object> variables = with("onRejected", "continue");
        variables.put(variable, value.equals("1") ? 1L : value);
        String instance = processes.start("hello", variables);
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "response"))
                .startsWith("{\"status\":\"failure\",\"code\":\"invalid_input\"")
                .contains("'" + variable + "' is");
        assertThat(cliq.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue", "CONTINUE", " Continue "})
    void goesOnWithTheFailureAsTheResponse(String onRejected) {
        cliq.always(Answer.error(404, "chat_not_found"));
        String instance = processes.start("hello", with("onRejected", onRejected));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(processes.json(instance, "response"))
                .isEqualTo("{\"status\":\"failure\",\"code\":\"chat_not_found\","
                        + "\"message\":\"Cliq explains chat_not_found\"}");
    }

    @Test
    void goesOnAlsoWhereOurOwnRulesRefuseAnInput() {
        String instance = processes.start("hello", Map.of("message", "Hello", "onRejected", "continue"));
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "response"))
                .startsWith("{\"status\":\"failure\",\"code\":\"invalid_input\"")
                .contains("chatId");
        assertThat(cliq.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident", "Incident"})
    void stopsWithAnIncidentWhereItIsToldTo(String onRejected) {
        cliq.always(Answer.error(404, "chat_not_found"));
        processes.awaitIncident(processes.start("hello", with("onRejected", onRejected)));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"onRejected, ignore, 'incident, continue'", "onUncertain, ignore, 'retry, incident, verify'"})
    void aWrongWordIsRefusedWithTheRightOnes(String variable, String word, String words) {
        String instance = processes.start("hello", with(variable, word));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'" + variable + "' is 'ignore'", words);
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void repeatsAnUncertainPostByDefault() {
        cliq.next(Answer.of(502, "<html>Bad Gateway</html>"));
        processes.awaitEnd(processes.start("hello", hello()));
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void leavesAnUncertainPostToAPersonWhereItIsToldTo() {
        cliq.always(Answer.of(502, "<html>Bad Gateway</html>"));
        String instance = processes.start("hello", with("onUncertain", "incident"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("Unknown whether it was posted", "HTTP 502", "CT_1", "cliq_connection", "Look into the chat");
        assertThat(cliq.posts()).hasSize(1);
    }

    private static Map<String, Object> hello() {
        return new HashMap<>(Map.of("chatId", "CT_1", "message", "Hello"));
    }

    private static Map<String, Object> with(String variable, Object value) {
        Map<String, Object> variables = hello();
        variables.put(variable, value);
        return variables;
    }
}
