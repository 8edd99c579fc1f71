package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class ChatIdInputTests {

    static final List<Object> CHAT_IDS = List.of(
            "2230642502702656126",
            " CT_1894736520184930172_847291635\n",
            "CT_2218463219501460345_835930979-B2",
            2_230_642_502_702_656_127L,
            4711,
            (short) 12);

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @ParameterizedTest
    @FieldSource("CHAT_IDS")
    void keepsEveryDigitOfAChatId(Object chatId) {
        processes.awaitEnd(processes.start("hello", Map.of("chatId", chatId, "message", "Hello")));
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .containsExactly("/api/v2/chats/" + chatId.toString().strip() + "/message");
    }

    @ParameterizedTest
    @CsvSource({"Long, 2230642502702656127", "Integer, 4711", "Short, 12"})
    void keepsEveryDigitOfANumberThatCameByRest(String type, long chatId) {
        processes.awaitEnd(rest.start(
                "hello", Map.of("chatId", Rest.variable(type, chatId), "message", Rest.variable("String", "Hello"))));
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .containsExactly("/api/v2/chats/" + chatId + "/message");
    }

    static Stream<Arguments> wrongChatIds() {
        return Stream.of(
                Arguments.of(2.5e18, "floating-point"),
                Arguments.of(1.5f, "floating-point"),
                Arguments.of("../../admin", "'../../admin'"),
                Arguments.of("CT_1/message?x=", "letters, digits"),
                Arguments.of("CT 1", "letters, digits"),
                Arguments.of("x".repeat(201), "1 to 200"),
                Arguments.of("", "missing"),
                Arguments.of(" \n", "missing"),
                Arguments.of(true, "Boolean"),
                Arguments.of(new byte[] {1}, "byte[]"),
                Arguments.of(Map.of("id", "CT_1"), "cannot be read"),
                Arguments.of(Spin.JSON("[\"CT_1\"]"), "Give the chat's id as a String or a Long"));
    }

    @ParameterizedTest
    @MethodSource("wrongChatIds")
    void refusesAnyOtherChatIdWithoutACall(Object chatId, String explanation) {
        String instance = processes.start("hello", Map.of("chatId", chatId, "message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'chatId'", explanation, "Nothing was sent")
                .hasSizeLessThan(666);
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void refusesAMissingChatId() {
        String instance = processes.start("hello", Map.of("message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'chatId' is missing");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void refusesANullChatId() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("chatId", null);
        variables.put("message", "Hello");
        assertThat(processes.awaitIncident(processes.start("hello", variables)).getIncidentMessage())
                .contains("'chatId' is missing");
    }

    @Test
    void anInputParameterWinsOverAProcessVariable() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("chatId", "CT_inner")),
                Map.of("chatId", "CT_outer", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).extracting(StubCliq.Request::path).containsExactly("/api/v2/chats/CT_inner/message");
    }

    @Test
    void anEmptyInputParameterHidesNoProcessVariable() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("chatId", "").camundaInputParameter("message", "")),
                Map.of("chatId", "CT_outer", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).extracting(StubCliq.Request::path).containsExactly("/api/v2/chats/CT_outer/message");
    }

    @Test
    void anEmptyInputParameterThatAListenerFillsWins() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("chatId", "")
                        .camundaExecutionListenerExpression("start", "${execution.setVariable('chatId', 'CT_inner')}")),
                Map.of("chatId", "CT_outer", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).extracting(StubCliq.Request::path).containsExactly("/api/v2/chats/CT_inner/message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatId", "message"})
    void anExpressionThatComesToNothingHidesTheProcessVariable(String input) {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter(input, "${null}")),
                Map.of("chatId", "CT_outer", "message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'" + input + "' is missing");
        assertThat(cliq.posts()).isEmpty();
    }
}
