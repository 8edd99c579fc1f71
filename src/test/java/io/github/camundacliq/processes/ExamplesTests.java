package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The examples that only post, each to its end. */
@Tag("own-application")
@ExampleTest
class ExamplesTests {

    private static final String CHAT = "2230642502702656126";
    private static final String SUCCESS = "{\"status\":\"success\"}";

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    Rest rest;

    @Test
    void theApplicationDeploysThemAll(@Autowired RepositoryService repository) throws IOException {
        String deployment = repository
                .createDeploymentQuery()
                .deploymentName("Cliq examples")
                .singleResult()
                .getId();
        List<String> files = ExampleModelsTests.examples()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(repository.getDeploymentResourceNames(deployment)).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void cardPostsATableAndAButtonBuiltFromVariables() {
        String instance = rest.start(
                "card",
                Map.of(
                        "chatId", Rest.variable("String", CHAT),
                        "order", Rest.variable("String", "4711"),
                        "customer", Rest.variable("String", "Zylker"),
                        "laptops", Rest.variable("Long", 12),
                        "docks", Rest.variable("Long", 7)));
        processes.awaitEnd(instance);

        assertThat(requests.posts()).singleElement().satisfies(post -> {
            assertThat(post.chat()).isEqualTo(CHAT);
            assertThat(post.json().path("text").asText()).isEqualTo("Order 4711 for Zylker has come in");
            assertThat(post.json().at("/card/theme").asText()).isEqualTo("modern-inline");
            assertThat(post.json().at("/slides/0/data/headers").toString()).isEqualTo("[\"Article\",\"Quantity\"]");
            assertThat(post.json().at("/slides/0/data/rows"))
                    .extracting(row -> row.path("Quantity").asText())
                    .containsExactly("12 pieces", "7 pieces");
            assertThat(post.json().at("/buttons/0/action/data/web").asText())
                    .isEqualTo("https://shop.example.com/orders/4711");
        });
        assertThat(processes.json(instance, "response")).isEqualTo(SUCCESS);
    }

    @Test
    void confirmRestsWithItsResponseInSightOfRest() {
        String instance = rest.start("confirm", text("Can you see this?"));
        processes.awaitUserTask(instance);

        JsonNode response = Rest.json(rest.get("/engine-rest/process-instance/" + instance + "/variables/response"));
        assertThat(response.path("type").asText()).isEqualTo("Object");
        assertThat(response.at("/valueInfo/serializationDataFormat").asText()).isEqualTo("application/json");
        assertThat(response.path("value").toString()).isEqualTo(SUCCESS);
        JsonNode serialized = Rest.json(
                rest.get("/engine-rest/process-instance/" + instance + "/variables/response?deserializeValue=false"));
        assertThat(serialized.path("value").asText()).isEqualTo(SUCCESS);
        JsonNode task = Rest.json(rest.get("/engine-rest/task?processInstanceId=" + instance));
        assertThat(task.at("/0/assignee").asText()).isEqualTo("demo");

        rest.post("/engine-rest/task/" + task.at("/0/id").asText() + "/complete", Map.of());
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "confirmed")).isTrue();
        assertThat(requests.posts()).extracting(Request::body).containsExactly("{\"text\":\"Can you see this?\"}");
    }

    static Stream<Map<String, Object>> helloAsTextAndAsWholeMessage() {
        return Stream.of(Rest.variable("String", "Hello"), Rest.variable("Json", "{\"text\":\"Hello\"}"));
    }

    @ParameterizedTest
    @MethodSource("helloAsTextAndAsWholeMessage")
    void delugePostsTheSameInThreeWays(Map<String, Object> message) {
        String instance = rest.start(
                "deluge",
                Map.of(
                        "chatId", Rest.variable("String", CHAT),
                        "message", message,
                        "connection", Rest.variable("String", "cliq_connection")));
        processes.awaitEnd(instance);

        assertThat(requests.posts())
                .extracting(Request::kind, Request::chat, Request::body)
                .containsOnly(tuple("message", CHAT, "{\"text\":\"Hello\"}"))
                .hasSize(3);
        assertThat(List.of("response", "delugeResponse", "shortResponse"))
                .allSatisfy(name ->
                        assertThat(processes.json(instance, name)).as(name).isEqualTo(SUCCESS));
    }

    @Test
    void notifyEachChatMakesFiveCallsInOrder() {
        String instance = rest.start("notify-each-chat", Map.of("message", Rest.variable("String", "Closed at noon")));
        processes.awaitEnd(instance);

        assertThat(requests.posts())
                .extracting(Request::chat)
                .containsExactly(
                        CHAT,
                        "2230642502702656127",
                        "CT_1894736520184930172_847291635",
                        "CT_1894736520184930173_847291635",
                        "CT_2218463219501460345_835930979-B2");
        assertThat(requests.posts()).extracting(Request::body).containsOnly("{\"text\":\"Closed at noon\"}");
        assertThat(processes.json(instance, "response")).isEqualTo(SUCCESS);
    }

    @Test
    void notifyEachChatTakesTheChatsOfItsStart() {
        processes.awaitEnd(rest.start(
                "notify-each-chat",
                Map.of(
                        "message",
                        Rest.variable("String", "Closed"),
                        "chats",
                        Rest.variable(
                                "Object",
                                "[\"CT_2\", \"CT_1\"]",
                                Map.of(
                                        "objectTypeName", "java.util.ArrayList",
                                        "serializationDataFormat", "application/json")))));
        assertThat(requests.posts()).extracting(Request::chat).containsExactly("CT_2", "CT_1");
    }

    private static Map<String, Map<String, Object>> text(String message) {
        return Map.of("chatId", Rest.variable("String", CHAT), "message", Rest.variable("String", message));
    }
}
