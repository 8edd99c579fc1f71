package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the person in Cockpit reads: what, where, why and what to do; and what that person must not read. */
@EngineTest
class IncidentTextTests {

    private static final String SECRET_PLAN = "Project Bluebird starts on Monday at nine, tell nobody";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | chat_not_found           | browser's address
            403 | oauthtoken_scope_invalid | ZohoCliq.Webhooks.CREATE
            400 | extra_key_found          | remove it
            400 | operation_failed         | Check 'chatId' first (a channel's id is none)
            """)
    void aRefusalNamesChatConnectionCodeAndRemedy(int status, String code, String remedy) {
        cliq.always(Answer.error(status, code));
        assertThat(incident("cliq_connection", "Hello"))
                .contains("CT_4711", "cliq_connection", code, remedy, "Cliq explains " + code);
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aRefreshTokenThatWasRevokedNamesThePropertyToSet() {
        cliq.nextToken(Answer.of(200, "{\"error\":\"invalid_code\"}"));
        assertThat(incident("revoked", "Hello"))
                .contains("CT_4711", "revoked", "invalid_code", "cliq.connections.revoked.refresh-token")
                .doesNotContain("revoked-refresh-token", "revoked-client-secret");
        assertThat(cliq.tokenRequests()).hasSize(1);
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void anUnavailableCliqIsTriedAgainByTheCycleAndThenNamed() {
        cliq.always(Answer.error(500, "operation_failed"));
        assertThat(incident("cliq_connection", "Hello"))
                .contains("CT_4711", "cliq_connection", "operation_failed", "HTTP 500", "retry the job");
        assertThat(cliq.posts()).hasSize(3);
    }

    @Test
    void anAttemptInVainDoesNotHideThatAnEarlierOneMayHaveArrived() {
        cliq.next(Answer.of(502, "<html>bad gateway</html>"));
        cliq.always(Answer.error(500, "operation_failed"));
        assertThat(incident("cliq_connection", "Hello"))
                .startsWith(
                        "Not posted by this attempt, Cliq is not available: operation_failed. An earlier attempt may")
                .contains("CT_4711", "cliq_connection", "mark it as delivered", "retry the job", "HTTP 500");
        assertThat(cliq.posts()).hasSize(3);
    }

    /** The engine's tables on MySQL would refuse it, and the job would have neither incident nor text. */
    @Test
    void aCharacterThatMySqlCannotKeepIsReplaced() {
        cliq.always(Answer.of(400, "{\"code\":\"invalid_data\",\"message\":\"no \uD83C\uDF89 here\"}"));
        assertThat(incident("cliq_connection", "Hello")).contains("no ? here");
    }

    @Test
    void ourOwnRefusalIsNotPutIntoCliqsMouth() {
        String instance = processes.start("hello", Map.of("message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'chatId' is missing")
                .doesNotContain("Cliq says");
    }

    @Test
    void everythingTogetherFitsIntoWhatTheEngineKeeps() {
        String chat = "x".repeat(200);
        cliq.always(Answer.of(
                404, "{\"code\":\"chat_not_found\",\"message\":\"" + "Lorem ipsum dolor. ".repeat(200) + "\"}"));
        String instance = processes.start("hello", Map.of("chatId", chat, "message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .hasSizeLessThan(666)
                .contains(chat, "cliq_connection", "chat_not_found", "browser's address");
    }

    @Test
    void aRefusalInWordsAloneIsTakenForCliqsOwn() {
        cliq.always(Answer.of(400, "{\"message\":\"The theme is unknown\"}"));
        assertThat(incident("cliq_connection", "Hello"))
                .contains("http_400", "The theme is unknown")
                .containsSubsequence("Correct the inputs", "retry", "a proxy or firewall");
    }

    @Test
    void anAbsurdCodeLeavesRoomForTheRemedy() {
        cliq.always(Answer.of(400, "{\"code\":\"" + "no code ".repeat(500) + "\",\"message\":\"Bad\"}"));
        assertThat(incident("cliq_connection", "Hello"))
                .hasSizeLessThan(666)
                .contains("CT_4711", "cliq_connection", "http_400", "retry");
    }

    static final List<Object> SECRET_MESSAGES = List.of(
            SECRET_PLAN,
            Spin.JSON("{\"text\":\"" + SECRET_PLAN + "\",\"card\":{\"title\":\"" + SECRET_PLAN + "\"}}"),
            Variables.fileValue("a.txt")
                    .mimeType("text/plain")
                    .file(new byte[] {'x'})
                    .create());

    @ParameterizedTest
    @FieldSource("SECRET_MESSAGES")
    void neitherTheTokenNorTheMessageIsInARefusalThatEchoesThem(Object message) {
        cliq.always(request -> Answer.of(400, echo(request, "invalid_data")));
        assertSilent(message);
    }

    @ParameterizedTest
    @FieldSource("SECRET_MESSAGES")
    void neitherTheTokenNorTheMessageIsInAnOutageThatEchoesThem(Object message) {
        cliq.always(request -> Answer.of(500, echo(request, "operation_failed")));
        assertSilent(message);
    }

    static Stream<String> halfEchoes() {
        return Stream.of(SECRET_PLAN, SECRET_PLAN.substring(0, 30), SECRET_PLAN.substring(8) + "...");
    }

    @ParameterizedTest
    @MethodSource("halfEchoes")
    void noStretchOfTheMessageIsInTheText(String part) {
        cliq.always(
                Answer.of(400, "{\"code\":\"invalid_data\",\"message\":\"Value '" + part + "' of text is wrong\"}"));
        assertThat(incident("cliq_connection", SECRET_PLAN))
                .contains("Value '", "' of text is wrong")
                .doesNotContain("Bluebird", "Monday");
    }

    @Test
    void noShortMessageIsInTheText() {
        cliq.always(Answer.of(400, "{\"code\":\"invalid_data\",\"message\":\"Value 'PIN 4711' is wrong\"}"));
        assertThat(incident("cliq_connection", " PIN 4711"))
                .contains("Value '...' is wrong")
                .doesNotContain("PIN 4711");
    }

    static final List<String> LISTS_OF_TEXTS =
            List.of("[\"" + SECRET_PLAN + "\"]", "[\"Project\\nBluebird\"]", "[\"chatId\",\"" + SECRET_PLAN + "\"]");

    @ParameterizedTest
    @FieldSource("LISTS_OF_TEXTS")
    void aListThatIsTakenForAMessageIsNotInTheText(String list) {
        String instance = processes.start("hello", variables("cliq_connection", Spin.JSON(list)));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'message' lists", "Name", "CT_4711", "cliq_connection")
                .doesNotContain("Bluebird", "Monday");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aWrongValueOfAnyLengthLeavesRoomForTheRemedy() {
        String absurd = "x".repeat(3000);
        Map<String, Object> variables = variables("cliq_connection", Spin.JSON("[\"" + absurd + "\"]"));
        assertThat(processes.awaitIncident(processes.start("hello", variables)).getIncidentMessage())
                .contains("'" + "x".repeat(60) + "...'", "Name File variables", "Chat CT_4711", "'cliq_connection'");
        variables = variables("cliq_connection", "Hello");
        variables.put("onUncertain", absurd);
        assertThat(processes.awaitIncident(processes.start("hello", variables)).getIncidentMessage())
                .contains(
                        "'" + "x".repeat(60) + "...'", "retry, incident, verify", "Chat CT_4711", "'cliq_connection'");
        variables = variables(absurd, "Hello");
        assertThat(processes.awaitIncident(processes.start("hello", variables)).getIncidentMessage())
                .contains("'" + "x".repeat(60) + "...'", "or configure", "Then retry the job", "Chat CT_4711")
                .containsOnlyOnce("Correct it");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aCommentOnAFileIsPartOfTheMessage() {
        cliq.always(Answer.of(400, "{\"code\":\"invalid_data\",\"message\":\"Bad comment: " + SECRET_PLAN + "\"}"));
        Map<String, Object> variables = variables("cliq_connection", SECRET_MESSAGES.get(2));
        variables.put("comments", SECRET_PLAN);
        assertThat(processes.awaitIncident(processes.start("hello", variables)).getIncidentMessage())
                .contains("Bad comment")
                .doesNotContain("Bluebird");
    }

    private void assertSilent(Object message) {
        Map<String, Object> variables = variables("cliq_connection", message);
        variables.put("comments", message instanceof String ? "" : SECRET_PLAN);
        String instance = processes.start("hello", variables);
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("CT_4711", "cliq_connection")
                .doesNotContain("stubtoken", "Bluebird");
        assertThat(processes.failures(instance)).isNotEmpty().allSatisfy(log -> assertThat(
                        log.getJobExceptionMessage() + stackTrace(log))
                .doesNotContain("stubtoken", "Bluebird"));
    }

    private String stackTrace(HistoricJobLog log) {
        return String.valueOf(processes.engine().getHistoryService().getHistoricJobLogExceptionStacktrace(log.getId()));
    }

    private String incident(String connection, String message) {
        return processes
                .awaitIncident(processes.start("hello", variables(connection, message)))
                .getIncidentMessage();
    }

    private static Map<String, Object> variables(String connection, Object message) {
        return new HashMap<>(Map.of("chatId", "CT_4711", "connection", connection, "message", message));
    }

    private static String echo(StubCliq.Request request, String code) {
        return Spin.JSON(Map.of("code", code, "message", request.header("Authorization") + ": " + request.body()))
                .toString();
    }
}
