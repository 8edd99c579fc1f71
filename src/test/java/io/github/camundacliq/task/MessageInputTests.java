package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.StubCliq;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class MessageInputTests {

    private static final String CHAT = "CT_1";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @Nested
    class Texts {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Hello",
                    " *bold* _italic_ [a](https://example.com) !quote\n---\n",
                    "Grüße, 日本 😀 \"quoted\" \\ \t",
                    "{@x} <script>"
                })
        void goesOutAsItIs(String text) {
            post(text);
            assertThat(body()).isEqualTo(json(Map.of("text", text)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"text\":\"Hello\"}", "[\"a\"]", "\"quoted\"", "12", "null"})
        void staysATextAlsoWhereItLooksLikeJson(String text) {
            post(text);
            assertThat(body()).isEqualTo(json(Map.of("text", text)));
        }

        @Test
        void mayBeLongerThanAStringVariableWhereItComesAsJson() {
            String text = "ü".repeat(4500);
            processes.awaitEnd(rest.start(
                    "hello",
                    Map.of(
                            "chatId",
                            Rest.variable("String", CHAT),
                            "message",
                            Rest.variable("Json", "\"" + text + "\""))));
            assertThat(body()).isEqualTo("{\"text\":\"" + text + "\"}");
        }

        @Test
        void maySpanFiveThousandCharactersAndNotOneMore() {
            post(Spin.JSON("\"" + "x".repeat(5000) + "\""));
            assertThat(body()).isEqualTo("{\"text\":\"" + "x".repeat(5000) + "\"}");
            assertThat(refusal(Spin.JSON("\"" + "y".repeat(5001) + "\"")))
                    .contains("5001 characters", "Shorten it")
                    .doesNotContain("yyyy");
            assertThat(cliq.posts()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  \n"})
        void isRefusedWhereItIsBlank(String text) {
            assertThat(refusal(text)).contains("'message' is an empty text");
        }
    }

    @Nested
    class KeyValues {

        @Test
        void comesAsAMap() {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("text", "Hello");
            message.put("bot", Map.of("name", "Camunda"));
            message.put("big", 2_230_642_502_702_656_127L);
            post(message);
            assertThat(body())
                    .isEqualTo("{\"text\":\"Hello\",\"bot\":{\"name\":\"Camunda\"},\"big\":2230642502702656127}");
        }

        @Test
        void comesAsAJavaSerialisedMap() {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("text", "Hello");
            message.put("mark_as_read", true);
            post(javaSerialised(message));
            assertThat(body()).isEqualTo("{\"text\":\"Hello\",\"mark_as_read\":true}");
        }

        static final List<Object> DRAFTS =
                List.of(Spin.JSON("{\"text\":\"Draft\"}"), new HashMap<>(Map.of("text", "Draft")));

        @ParameterizedTest
        @FieldSource("DRAFTS")
        void isWhatAListenerOfTheTaskMadeOfIt(Object draft) {
            processes.awaitEnd(processes.run(
                    Models.delegate(task -> task.camundaExecutionListenerClass("start", Finish.class)),
                    Map.of("chatId", CHAT, "message", draft)));
            assertThat(body()).isEqualTo("{\"text\":\"Finished\"}");
        }

        @Test
        void comesAsAJsonVariableOverRest() {
            String message = "{ \"text\" : \"Hello\", \"n\": 1.10 }";
            startByRest(Rest.variable("Json", message));
            assertThat(body()).isEqualTo(message);
        }

        @Test
        void comesAsAnObjectVariableOverRest() {
            String message = "{ \"text\" : \"Hello\" }";
            startByRest(Rest.variable(
                    "Object",
                    message,
                    Map.of(
                            "objectTypeName",
                            "java.util.LinkedHashMap",
                            "serializationDataFormat",
                            "application/json")));
            assertThat(body()).isEqualTo(message);
        }

        @Test
        void comesAsASpinNode() {
            post(Spin.JSON("{\"text\":\"Hello\",\"card\":{\"theme\":\"basic\"}}"));
            assertThat(body()).isEqualTo("{\"text\":\"Hello\",\"card\":{\"theme\":\"basic\"}}");
        }

        @Test
        void comesAsAnObjectOfTheApplicationsOwnClass() {
            post(Variables.objectValue(new Greeting("Hello"))
                    .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                    .create());
            assertThat(body()).isEqualTo("{\"text\":\"Hello\"}");
        }

        @Test
        void comesFromTheModel() {
            processes.awaitEnd(processes.start(
                    "card",
                    Map.of(
                            "chatId",
                            CHAT,
                            "order",
                            "4711",
                            "customer",
                            "Zylker \"&\" Söhne",
                            "laptops",
                            12L,
                            "docks",
                            3L)));
            assertThat(body())
                    .startsWith("{")
                    .contains("4711", "Zylker \\\"&\\\" Söhne", "\"theme\":\"modern-inline\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "1", "true"})
        void isRefusedWhereItHoldsNothing(String json) {
            assertThat(refusal(Spin.JSON(json))).contains("'message' is JSON but");
        }

        @Test
        void isRefusedWhereItIsNoJson() {
            String instance = rest.start(
                    "hello",
                    Map.of(
                            "chatId",
                            Rest.variable("String", CHAT),
                            "message",
                            Rest.variable(
                                    "Object",
                                    "{\"text\":",
                                    Map.of(
                                            "objectTypeName",
                                            "java.util.LinkedHashMap",
                                            "serializationDataFormat",
                                            "application/json"))));
            assertThat(processes.awaitIncident(instance).getIncidentMessage())
                    .contains("no readable JSON (line 1, column");
            assertThat(cliq.posts()).isEmpty();
        }
    }

    @Nested
    class Files {

        @Test
        void comesAsAFileVariable() {
            post(file("Angebot März.txt", "text/plain", "content"));
            assertThat(cliq.posts()).extracting(StubCliq.Request::path).containsExactly("/api/v2/chats/CT_1/files");
            assertThat(body())
                    .contains(
                            "name=\"files\"; filename=\"Angebot März.txt\"",
                            "Content-Type: text/plain",
                            "\r\n\r\ncontent\r\n")
                    .doesNotContain("comments");
        }

        @Test
        void comesAsAFileVariableOverRest() {
            startByRest(Rest.variable(
                    "File",
                    Base64.getEncoder().encodeToString("日本".getBytes(StandardCharsets.UTF_8)),
                    Map.of("filename", "日本.txt", "mimeType", "text/plain")));
            assertThat(body()).contains("filename=\"日本.txt\"", "Content-Type: text/plain", "\r\n\r\n日本\r\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "*/*",
                    "image/*",
                    "no type",
                    "text/plain;charset=nonsense",
                    "text/plain;q=9",
                    "text/plain\r\nX-Evil: 1"
                })
        void hasAnUnknownTypeWhereItsOwnIsNone(String mimeType) {
            post(file("a.bin", mimeType, "content"));
            assertThat(body())
                    .contains("Content-Type: application/octet-stream")
                    .doesNotContain("X-Evil");
        }

        @Test
        void aLineBreakInAParameterOfItsTypeAddsNoHeader() {
            post(file("a.bin", "text/plain; x=\"a\r\nX-Evil: 1\"; charset=utf-8", "content"));
            assertThat(body())
                    .contains("Content-Type: text/plain;charset=UTF-8\r\n")
                    .doesNotContain("X-Evil");
        }

        @Test
        void comesWithAComment() {
            processes.awaitEnd(processes.start(
                    "hello",
                    Map.of("chatId", CHAT, "message", file("a.txt", "text/plain", "x"), "comments", "Für \"Sie\"")));
            assertThat(body()).contains("name=\"comments\"", "\r\n\r\n[\"Für \\\"Sie\\\"\"]\r\n");
        }

        @Test
        void comesAsAListOfNamesInJson() {
            processes.awaitEnd(rest.start(
                    "hello",
                    Map.of(
                            "chatId", Rest.variable("String", CHAT),
                            "one", Rest.variable("File", "MQ==", Map.of("filename", "1.txt")),
                            "two", Rest.variable("File", "Mg==", Map.of("filename", "2.txt")),
                            "message", Rest.variable("Json", "[\"one\",\"two\"]"),
                            "comments", Rest.variable("Json", "[\"first\"]"))));
            assertTwoFiles();
            assertThat(body()).contains("[\"first\",\"\"]");
        }

        @Test
        void comesAsAJavaListOfNames() {
            Map<String, Object> variables = twoFiles();
            variables.put("message", List.of("one", "two"));
            variables.put("comments", List.of("", "second"));
            processes.awaitEnd(processes.start("hello", variables));
            assertTwoFiles();
            assertThat(body()).contains("[\"\",\"second\"]");
        }

        @Test
        void comesAsAJavaSerialisedListOfNames() {
            Map<String, Object> variables = twoFiles();
            variables.put("message", javaSerialised(new ArrayList<>(List.of("one", "two"))));
            processes.awaitEnd(processes.start("hello", variables));
            assertTwoFiles();
        }

        @Test
        void comesAsAJavaListOfFileValues() {
            ArrayList<FileValue> files =
                    new ArrayList<>(List.of(file("1.txt", "text/plain", "1"), file("2.txt", "text/plain", "2")));
            post(javaSerialised(files));
            assertTwoFiles();
        }

        @Test
        void comesFromTheModel() {
            Map<String, Object> variables = new HashMap<>();
            variables.put("chatId", CHAT);
            variables.put("invoice", file("invoice.txt", "text/plain", "1"));
            variables.put("terms", file("terms.txt", "text/plain", "2"));
            processes.awaitEnd(processes.start("files", variables));
            assertThat(cliq.posts()).hasSize(2);
            assertThat(cliq.posts().get(0).body())
                    .contains("filename=\"invoice.txt\"")
                    .doesNotContain("terms.txt");
            assertThat(cliq.posts().get(1).body())
                    .contains("filename=\"invoice.txt\"", "filename=\"terms.txt\"", "The invoice again");
        }

        @Test
        void areTenAtMost() {
            Map<String, Object> variables = new HashMap<>(Map.of("chatId", CHAT));
            List<String> names =
                    IntStream.rangeClosed(1, 11).mapToObj(i -> "file" + i).toList();
            names.forEach(name -> variables.put(name, file(name + ".txt", "text/plain", name)));
            variables.put("message", names.subList(0, 10).stream().toList());
            processes.awaitEnd(processes.start("hello", variables));
            assertThat(body()).contains("file1.txt", "file10.txt");
            variables.put("message", names);
            String instance = processes.start("hello", variables);
            assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("11 files", "Split the list");
            assertThat(cliq.posts()).hasSize(1);
        }

        static final List<Object> WRONG_LISTS = List.of(
                List.of(),
                List.of("nowhere"),
                List.of("chatId"),
                List.of(1),
                List.of(List.of()),
                List.of(Map.of("a", 1)));

        @ParameterizedTest
        @FieldSource("WRONG_LISTS")
        void areRefusedWhereTheListNamesNone(Object list) {
            assertThat(refusal(list)).contains("'message'").hasSizeLessThan(666);
        }

        @ParameterizedTest
        @CsvSource({
            "[1], is a list with an element of type Integer",
            "{\"a\":\"b\"}, is of type Map. Give a String",
            "[\"a\";\"b\"], 2 entries"
        })
        void areRefusedWithCommentsThatFitNone(String comments, String explanation) {
            String instance = processes.start(
                    "hello",
                    Map.of(
                            "chatId", CHAT,
                            "message", file("a.txt", "text/plain", "x"),
                            "comments", Spin.JSON(comments.replace(';', ','))));
            assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'comments'", explanation);
            assertThat(cliq.posts()).isEmpty();
        }

        @Test
        void areFoundByNamesWithBlanksAround() {
            Map<String, Object> variables = twoFiles();
            variables.put("message", List.of(" one", "two "));
            processes.awaitEnd(processes.start("hello", variables));
            assertTwoFiles();
        }

        private Map<String, Object> twoFiles() {
            return new HashMap<>(Map.of(
                    "chatId", CHAT, "one", file("1.txt", "text/plain", "1"), "two", file("2.txt", "text/plain", "2")));
        }

        private void assertTwoFiles() {
            assertThat(body()).contains("filename=\"1.txt\"", "filename=\"2.txt\"", "\r\n\r\n1\r\n", "\r\n\r\n2\r\n");
        }
    }

    static final List<Object> OF_NO_USE = List.of(1L, 1.5, true, new byte[] {1, 2}, new Date());

    @ParameterizedTest
    @FieldSource("OF_NO_USE")
    void anythingElseIsRefused(Object message) {
        assertThat(refusal(message)).contains("'message' is of type", "Give a String for a text");
    }

    @Test
    void aMissingMessageIsRefused() {
        String instance = processes.start("hello", Map.of("chatId", CHAT));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'message' is missing");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aTransientMessageIsMissingAndTheReasonIsTold() {
        String instance = processes.start(
                "hello",
                Variables.putValue("chatId", CHAT).putValueTyped("message", Variables.stringValue("Hello", true)));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'message' is missing", "transient variable is gone");
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void anInputParameterWinsOverAProcessVariable() {
        processes.awaitEnd(processes.run(
                Models.delegate(task -> task.camundaInputParameter("message", "To ${name}")),
                Map.of("chatId", CHAT, "message", "outer", "name", "Zylker")));
        assertThat(body()).isEqualTo("{\"text\":\"To Zylker\"}");
    }

    @Test
    void aFileHandedOverByANakedExpressionIsRefusedWithTheRemedy() {
        String instance = processes.run(
                Models.delegate(task -> task.camundaInputParameter("message", "${invoice}")),
                Map.of("chatId", CHAT, "invoice", file("a.txt", "text/plain", "x")));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("'message'", "execution.getVariableTyped('invoice')", "list");
        assertThat(cliq.posts()).isEmpty();
    }

    /** A message as an application may model it; the engine may not read it back, so nobody else needs to either. */
    public static final class Greeting {

        private final String text;

        Greeting(String text) {
            this.text = text;
        }

        public String getText() {
            return text;
        }
    }

    /** Changes the message in place, which the engine stores when the transaction commits. */
    public static final class Finish implements ExecutionListener {

        @Override
        @SuppressWarnings("unchecked")
        public void notify(DelegateExecution execution) {
            if (execution.getVariable("message") instanceof SpinJsonNode node) {
                node.prop("text", "Finished");
            } else {
                ((Map<String, Object>) execution.getVariable("message")).put("text", "Finished");
            }
        }
    }

    private void post(Object message) {
        processes.awaitEnd(processes.start("hello", Map.of("chatId", CHAT, "message", message)));
    }

    private void startByRest(Map<String, Object> message) {
        processes.awaitEnd(rest.start("hello", Map.of("chatId", Rest.variable("String", CHAT), "message", message)));
    }

    private String refusal(Object message) {
        int before = cliq.posts().size();
        String instance = processes.start("hello", Map.of("chatId", CHAT, "message", message));
        String text = processes.awaitIncident(instance).getIncidentMessage();
        assertThat(cliq.posts()).hasSize(before);
        return text;
    }

    private String body() {
        assertThat(cliq.posts()).hasSize(1);
        return cliq.posts().get(0).body();
    }

    private static FileValue file(String name, String mimeType, String content) {
        return Variables.fileValue(name)
                .mimeType(mimeType)
                .file(content.getBytes(StandardCharsets.UTF_8))
                .create();
    }

    private static TypedValue javaSerialised(Object value) {
        assertThat(value).isInstanceOf(Serializable.class);
        return Variables.objectValue(value)
                .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                .create();
    }

    private static String json(Object value) {
        return Spin.JSON(value).toString();
    }
}
