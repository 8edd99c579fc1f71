package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every form of message that Zoho documents, and some that JSON allows, arrives byte for byte as it was given. */
@EngineTest
class MessageFormsTests {

    private static final String CALL = "${zoho.cliq.postToChat(chatId, message, connection)}";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    static Stream<Named<String>> messages() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:messages/*.json");
        assertThat(files).hasSizeGreaterThan(25);
        return Arrays.stream(files).map(file -> Named.of(file.getFilename(), content(file)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesUnchangedFromAJsonVariableOverRest(String message) {
        processes.awaitEnd(rest.start("hello", variables("Json", message, Map.of())));
        assertPosted(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesUnchangedFromAnObjectVariableOverRest(String message) {
        processes.awaitEnd(rest.start(
                "hello",
                variables(
                        "Object",
                        message,
                        Map.of("objectTypeName", "java.util.HashMap", "serializationDataFormat", "application/json"))));
        assertPosted(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesUnchangedFromASpinVariable(String message) {
        processes.awaitEnd(processes.start(
                "hello",
                Map.of(
                        "chatId",
                        "CT_1",
                        "message",
                        SpinValues.jsonValue(message).create())));
        assertPosted(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsSpinWritesItFromASpinNode(String message) {
        processes.awaitEnd(processes.start("hello", Map.of("chatId", "CT_1", "message", Spin.JSON(message))));
        assertPosted(Spin.JSON(message).toString());
    }

    @Test
    void aMapOfTheModelMayNameJsonVariables() {
        String slides = "[{\"type\":\"label\",\"price\":1.5,\"none\":null}]";
        String model = Bpmn.convertToString(Models.delegate(task -> task.camundaInputParameter("message", "MAP")))
                .replace("MAP", """
                        <camunda:map>
                          <camunda:entry key="text">Hello</camunda:entry>
                          <camunda:entry key="slides">${slides}</camunda:entry>
                        </camunda:map>""");
        processes.awaitEnd(processes.run(
                Bpmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8))),
                Map.of("chatId", "CT_1", "slides", SpinValues.jsonValue(slides).create())));
        assertPosted("{\"slides\":" + slides + ",\"text\":\"Hello\"}");
    }

    @Test
    void arrivesUnchangedThroughTheDelugeCall() throws IOException {
        processes.deploy(Models.expression(CALL), Models.KEY);
        for (Named<String> message : messages().toList()) {
            cliq.reset();
            processes.awaitEnd(rest.start(Models.KEY, variables("Json", message.getPayload(), Map.of())));
            assertPosted(message.getPayload());
        }
    }

    private void assertPosted(String json) {
        assertThat(cliq.posts()).singleElement().satisfies(post -> {
            assertThat(post.path()).isEqualTo("/api/v2/chats/CT_1/message");
            assertThat(post.header("Content-type")).isEqualTo("application/json");
            assertThat(post.body()).isEqualTo(json);
        });
    }

    private static Map<String, Map<String, Object>> variables(
            String type, String message, Map<String, Object> valueInfo) {
        return Map.of(
                "chatId", Rest.variable("String", "CT_1"),
                "connection", Rest.variable("String", "cliq_connection"),
                "message", Rest.variable(type, message, valueInfo));
    }

    private static String content(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
