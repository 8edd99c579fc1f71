package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.processes.Requests.File;
import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** {@code hello} as somebody starts it with curl, with every type of message. */
@Tag("own-application")
@ExampleTest
class HelloOverRestTests {

    private static final Map<String, Object> CHAT = Rest.variable("String", "2230642502702656126");
    private static final Map<String, Object> HELLO_FILE = Rest.variable(
            "File", "SGVsbG8=", Map.of("filename", "hello.txt", "mimeType", "text/plain", "encoding", "UTF-8"));

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @Test
    void postsAText() {
        String instance = run(Map.of("chatId", CHAT, "message", Rest.variable("String", "Hello from *Camunda*")));
        assertMessage("{\"text\":\"Hello from *Camunda*\"}");

        JsonNode history = Rest.json(
                rest.get("/engine-rest/history/variable-instance?variableName=response&deserializeValues=false"
                        + "&processInstanceId=" + instance));
        assertThat(history).hasSize(1);
        assertThat(history.at("/0/value").asText()).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void keepsAllDigitsOfALongChatId() {
        run(Map.of(
                "chatId",
                Rest.variable("Long", 2230642502702656127L),
                "message",
                Rest.variable("String", "To a number")));
        assertThat(requests.posts()).extracting(Request::chat).containsExactly("2230642502702656127");
    }

    @Test
    void postsAKeyValueMessage() {
        run(Map.of(
                "chatId",
                CHAT,
                "message",
                Rest.variable("Json", "{\"text\": \"Hello\", \"bot\": {\"name\": \"Camunda\"}}")));
        assertMessage("{\"text\": \"Hello\", \"bot\": {\"name\": \"Camunda\"}}");
    }

    @Test
    void postsAFile() {
        run(Map.of("chatId", CHAT, "message", HELLO_FILE));
        assertThat(requests.posts()).singleElement().satisfies(post -> {
            assertThat(post.files())
                    .extracting(File::name, requests::content)
                    .containsExactly(tuple("hello.txt", "Hello"));
            assertThat(post.files().get(0).type()).startsWith("text/plain");
            assertThat(post.comments()).isNull();
        });
    }

    @Test
    void postsAListOfFilesWithComments() {
        run(Map.of(
                "chatId", CHAT,
                "first", HELLO_FILE,
                "second",
                        Rest.variable(
                                "File", "YSxiCjEsMg==", Map.of("filename", "übersicht.csv", "mimeType", "text/csv")),
                "message", Rest.variable("Json", "[\"first\", \"second\"]"),
                "comments", Rest.variable("Json", "[\"A greeting\"]")));
        assertThat(requests.posts()).singleElement().satisfies(post -> {
            assertThat(post.files())
                    .extracting(File::name, requests::content)
                    .containsExactly(tuple("hello.txt", "Hello"), tuple("übersicht.csv", "a,b\n1,2"));
            assertThat(post.comments()).isEqualTo("[\"A greeting\",\"\"]");
        });
    }

    @Test
    void runsAfterADeploymentOverRest() {
        LinkedMultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("deployment-name", "By hand");
        form.add("hello.bpmn", new FileSystemResource(Path.of("processes/hello.bpmn")));
        JsonNode deployed = RestClient.create(rest.url())
                .post()
                .uri("/engine-rest/deployment/create")
                .headers(headers -> headers.setBasicAuth("demo", "demo"))
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .body(JsonNode.class);
        assertThat(deployed).isNotNull();
        String deployment = deployed.path("id").asText();
        JsonNode newest = Rest.json(rest.get("/engine-rest/process-definition/key/hello"));
        assertThat(newest.path("deploymentId").asText()).isEqualTo(deployment);

        run(Map.of("chatId", CHAT, "message", Rest.variable("String", "Deployed by hand")));
        assertMessage("{\"text\":\"Deployed by hand\"}");
    }

    private void assertMessage(String body) {
        assertThat(requests.posts())
                .extracting(Request::kind, Request::chat, Request::status, Request::body)
                .containsExactly(tuple("message", "2230642502702656126", 204, body));
    }

    private String run(Map<String, Map<String, Object>> variables) {
        String instance = rest.start("hello", variables);
        processes.awaitEnd(instance);
        return instance;
    }
}
