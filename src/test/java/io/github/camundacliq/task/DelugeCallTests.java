package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code ${zoho.cliq.postToChat(..)}}, word for word as Deluge's documentation has it. */
@EngineTest
class DelugeCallTests {

    private static final String CALL = "${zoho.cliq.postToChat(chatId, message, connection)}";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @Test
    void postsADocumentedText() {
        String instance = processes.run(
                Models.expression("${zoho.cliq.postToChat(\"2230642502702656126\", \"Hello\", \"cliq_connection\")}"),
                Map.of());
        processes.awaitEnd(instance);
        assertPosted("2230642502702656126", "{\"text\":\"Hello\"}");
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void postsADocumentedKeyValue() {
        String instance = processes.run(
                Models.expression("${zoho.cliq.postToChat(\"2230642502702656126\", message, \"cliq_connection\")}"),
                Map.of("message", new HashMap<>(Map.of("text", "Hello"))));
        processes.awaitEnd(instance);
        assertPosted("2230642502702656126", "{\"text\":\"Hello\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${zoho.cliq.postToChat(chatId, message)}",
                "#{zoho.cliq.postToChat(chatId,message)}",
                "${ zoho . cliq . postToChat ( chatId , message ) }",
                "${zoho.cliq.postToChat(chatId, message, connection)}",
                "${zoho.cliq.postToChat(chatId, message, null)}",
                "${zoho.cliq.postToChat(chatId, message, '')}",
                "${zoho.cliq.postToChat(execution.getVariable('chatId'), execution.getVariable('message'))}"
            })
    void takesTheDefaultConnectionWhereNoneIsNamed(String call) {
        processes.awaitEnd(processes.run(
                Models.expression(call),
                Map.of("chatId", 2_230_642_502_702_656_127L, "message", "Hello", "connection", "")));
        assertPosted("2230642502702656127", "{\"text\":\"Hello\"}");
    }

    @Test
    void takesAWholeNumberAsTheChatIdWithAllItsDigits() {
        processes.awaitEnd(
                processes.run(Models.expression("${zoho.cliq.postToChat(2230642502702656127, 'Hello')}"), Map.of()));
        assertPosted("2230642502702656127", "{\"text\":\"Hello\"}");
    }

    @Test
    void keepsTheNameAndTypeOfAFile() {
        processes.awaitEnd(processes.run(
                Models.expression(CALL), variables(file("Angebot März.txt"), Map.of("comments", "Please sign"))));
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("filename=\"Angebot März.txt\"", "Content-Type: text/plain", "[\"Please sign\"]"));
    }

    @Test
    void keepsTheNameOfAFileBehindAnArgumentThatIsACall() {
        processes.awaitEnd(processes.run(
                Models.expression(
                        "${zoho.cliq.postToChat(execution.getVariable('chatId'), message, 'cliq_connection')}"),
                variables(file("a.txt"), Map.of())));
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("filename=\"a.txt\""));
    }

    @Test
    void keepsTheNamesOfListedFiles() {
        processes.awaitEnd(processes.run(
                Models.expression(CALL),
                variables(new ArrayList<>(List.of("one", "two")), Map.of("one", file("1.txt"), "two", file("2.txt")))));
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("filename=\"1.txt\"", "filename=\"2.txt\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${zoho.cliq.postToChat(chatId, other)}                                              | other
            ${zoho.cliq.postToChat(message.replace('message', chatId), other)}                   | other
            ${zoho.cliq.postToChat(urgent ? chatId : 'CT_2', other)}                            | other
            ${urgent ? zoho.cliq.postToChat(chatId, other) : zoho.cliq.postToChat(chatId, message)} | other
            ${not urgent ? zoho.cliq.postToChat(chatId, message) : zoho.cliq.postToChat(chatId, other)} | other
            ${zoho.cliq.postToChat(chatId, urgent ? other : message)}                           | other
            ${zoho.cliq.postToChat(chatId, 'message, other')}                                   | message, other
            ${zoho.cliq.postToChat(message.replaceAll('message, ', message).replace(message, chatId), other)} | other
            ${zoho.cliq.postToChat(chatId, message.replace('message', other))}                  | other
            """)
    void postsTheMessageThatTheCallNames(String call, String text) {
        Map<String, Object> variables = variables("message", Map.of("other", "other", "urgent", true));
        processes.awaitEnd(processes.run(Models.expression(call), variables));
        assertThat(cliq.posts()).extracting(StubCliq.Request::body).containsExactly("{\"text\":\"" + text + "\"}");
    }

    @Test
    void refusesAFileWithoutItsNameAndSaysWhatToDo() {
        String instance = processes.run(
                Models.expression("${zoho.cliq.postToChat(chatId, execution.getVariable('invoice'))}"),
                Map.of("chatId", "CT_1", "invoice", file("a.txt")));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'message'", "File variable");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void readsWhatToDoAboutARefusalFromTheTasksVariables() {
        cliq.always(Answer.error(404, "chat_not_found"));
        String instance = processes.run(Models.expression(CALL), variables("Hello", Map.of("onRejected", "continue")));
        processes.awaitEnd(instance);
        assertThat(processes.json(instance, "response")).contains("\"code\":\"chat_not_found\"");
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void leavesByAnErrorBoundaryEventWithTheResponseSet() {
        cliq.always(Answer.error(404, "chat_not_found"));
        String instance = processes.run(
                Models.expression(CALL, task -> task.boundaryEvent("caught")
                        .error("CLIQ_REJECTED")
                        .endEvent()
                        .moveToActivity("post")),
                variables("Hello", Map.of()));
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "caught")).isTrue();
        assertThat(processes.passed(instance, "posted")).isFalse();
        assertThat(processes.json(instance, "response"))
                .startsWith("{\"status\":\"failure\",\"code\":\"chat_not_found\"");
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask", "sendTask", "businessRuleTask"})
    void isTheSameInEveryTaskThatMayCallIt(String element) {
        cliq.always(Answer.error(404, "chat_not_found"));
        String instance = processes.run(Models.caught(element, CALL), variables(file("Angebot März.txt"), Map.of()));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("filename=\"Angebot März.txt\""));
        assertThat(processes.passed(instance, "caught")).isTrue();
        assertThat(processes.json(instance, "response")).contains("\"code\":\"chat_not_found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable", "SOMETHING_ELSE"})
    void noErrorEventOfAnotherKindSwallowsARefusal(String error) {
        cliq.always(Answer.error(404, "chat_not_found"));
        String instance = processes.run(
                Models.expression(CALL, task -> task.boundaryEvent("caught")
                        .error(error)
                        .endEvent()
                        .moveToActivity("post")),
                variables("Hello", Map.of()));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("chat_not_found", "CT_1");
        assertThat(processes.passed(instance, "caught")).isFalse();
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void noErrorEventOnAnyExceptionSwallowsAnUnavailableCliq() {
        cliq.next(Answer.error(500, "operation_failed"));
        String instance = processes.run(
                Models.expression(CALL, task -> task.boundaryEvent("caught")
                        .error("java.lang.RuntimeException")
                        .endEvent()
                        .moveToActivity("post")),
                variables("Hello", Map.of()));
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "posted")).isTrue();
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void stopsWithAnIncidentWhereTheCallNamesAVariableThatDoesNotExist() {
        String instance = processes.run(Models.expression(CALL), Map.of("chatId", "CT_1", "message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("connection");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void worksWithoutAResultVariable() {
        processes.awaitEnd(processes.run(
                Models.expression(CALL, task -> task.camundaResultVariable(null)), variables("Hello", Map.of())));
        assertPosted("CT_1", "{\"text\":\"Hello\"}");
    }

    private void assertPosted(String chat, String body) {
        assertThat(cliq.posts()).singleElement().satisfies(post -> {
            assertThat(post.path()).isEqualTo("/api/v2/chats/" + chat + "/message");
            assertThat(post.body()).isEqualTo(body);
        });
    }

    private static Map<String, Object> variables(Object message, Map<String, Object> more) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("chatId", "CT_1", "message", message, "connection", "cliq_connection"));
        variables.putAll(more);
        return variables;
    }

    private static FileValue file(String name) {
        return Variables.fileValue(name)
                .mimeType("text/plain")
                .file("content".getBytes(StandardCharsets.UTF_8))
                .create();
    }
}
