package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostsTests extends SandboxTest {

    private static final String HELLO = "{\"text\":\"Hello\"}";

    @Test
    void postsAndReadsBack() throws IOException {
        String token = client.token();

        var posted = client.post(token, CHAT, HELLO);
        clock.pass(Duration.ofSeconds(1));
        client.post(token, CHAT, "{\"text\":\"Again\"}");

        assertThat(posted.statusCode()).isEqualTo(204);
        assertThat(posted.body()).isEmpty();
        JsonNode data = client.json(client.read(token, CHAT, "limit=10")).path("data");
        assertThat(data.findValuesAsText("text")).containsExactly("Again", "Hello");
        assertThat(data.get(1).path("sender").path("id").asText()).isEqualTo("demo");
        assertThat(data.get(1).path("time").asLong())
                .isEqualTo(clock.instant().minusSeconds(1).toEpochMilli());
        assertThat(data.get(1).path("type").asText()).isEqualTo("text");
    }

    @Test
    void readsBackWithinTimesAndLimit() throws IOException {
        String token = client.token();
        long start = clock.millis();
        for (int i = 0; i < 3; i++) {
            client.post(token, CHAT, "{\"text\":\"" + i + "\"}");
            clock.pass(Duration.ofSeconds(1));
        }

        String times = "fromtime=" + start + "&totime=" + (start + 1000);
        assertThat(client.json(client.read(token, CHAT, times)).findValuesAsText("text"))
                .containsExactly("1", "0");
        assertThat(client.json(client.read(token, CHAT, "limit=1")).findValuesAsText("text"))
                .containsExactly("2");
        assertThat(client.read(token, CHAT, "limit=101").body()).contains("input_pattern_mismatch");
    }

    @Test
    void synchronousMessageReturnsItsId() throws IOException {
        String token = client.token();

        var posted = client.post(token, CHAT, "{\"text\":\"Hello\",\"sync_message\":true}");

        String id = client.json(posted).path("message_id").asText();
        assertThat(id).startsWith(clock.millis() + "_");
        assertThat(client.json(client.read(token, CHAT, "")).findValuesAsText("id"))
                .contains(id);
    }

    @Test
    void clientMayTellTheProcessInstance() throws IOException {
        client.send(client.to("/api/v2/chats/" + CHAT + "/message")
                .header("Authorization", "Bearer " + client.token())
                .header("X-Cliq-Process-Instance", "8f1c2b5e-c7a1-11f0-9d3c-0242ac110002")
                .POST(BodyPublishers.ofString(HELLO)));

        assertThat(client.control("messages").get(0).path("processInstance").asText())
                .isEqualTo("8f1c2b5e-c7a1-11f0-9d3c-0242ac110002");
    }

    @Test
    void logKeepsTheBodyByteForByte() throws IOException {
        String odd = "{ \"text\" : \"Grüße \\u00e9 😀\",\n\t\"bot\": {\"name\":\"B\"} }";

        client.post(client.token(), CHAT, odd);

        JsonNode request = client.control("requests").get(1);
        assertThat(request.path("body").asText()).isEqualTo(odd);
        assertThat(request.path("chat").asText()).isEqualTo(CHAT);
        assertThat(request.path("status").asInt()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1234567890", "O1234567890", "announcements", "CT_", "CT_a%20b"})
    void thereIsNoSuchChat(String chat) throws IOException {
        var response = client.post(client.token(), chat, HELLO);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"chat_not_found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2230642502702656126",
                "CT_1894736520184930172_847291635",
                "CT_2218463219501460345_835930979-B2",
                "CT_1_2-T-3"
            })
    void everyFormOfChatIdIsAChat(String chat) throws IOException {
        assertThat(client.post(client.token(), chat, HELLO).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[null]", "{}"})
    void noChatThatHasNoIdCanBeDeclaredMissing(String chats) throws IOException {
        assertThat(client.control("POST", "missing-chats", chats).statusCode()).isEqualTo(400);
    }

    @Test
    void chatCanBeDeclaredMissing() throws IOException {
        client.control("POST", "missing-chats", "[\"" + CHAT + "\"]");

        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(404);

        client.control("DELETE", "missing-chats", "");
        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\",\"txt\":1} | extra_key_found",
                "{} | param_missing",
                "{\"text\":\"\"} | param_missing",
                "{\"text\":\"a\" | input_json_invalid",
                "{\"text\":\"a\"}{} | input_json_invalid",
                "[] | input_json_invalid",
                "Hello | input_json_invalid",
                "{\"text\":5} | input_pattern_mismatch",
                "{\"text\":\"a\",\"card\":{\"theme\":\"loud\"}} | input_pattern_mismatch",
                "{\"text\":\"a\",\"slides\":[{\"type\":\"film\"}]} | input_pattern_mismatch",
                "{\"text\":\"a\",\"slides\":{}} | input_pattern_mismatch",
                "{\"text\":\"a\",\"buttons\":[{},{},{},{},{},{}]} | input_pattern_mismatch"
            })
    void refusesMalformedMessage(String message, String code) throws IOException {
        var response = client.post(client.token(), CHAT, message);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(client.json(response).path("code").asText()).isEqualTo(code);
        assertThat(client.control("messages")).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        String token = client.token();
        String title = "{\"text\":\"a\",\"card\":{\"title\":\"%s\"}}";

        assertThat(client.post(token, CHAT, "{\"text\":\"" + "x".repeat(5000) + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.post(token, CHAT, "{\"text\":\"" + "x".repeat(5001) + "\"}")
                        .body())
                .contains("input_pattern_mismatch");
        assertThat(client.post(token, CHAT, title.formatted("x".repeat(201))).body())
                .contains("input_pattern_mismatch");
        assertThat(client.post(token, CHAT, "{\"text\":\"" + "x".repeat(2 << 20) + "\"}")
                        .body())
                .contains("input_pattern_mismatch");
    }

    @Test
    void eachFileIsAMessageWithItsComment() throws IOException {
        String token = client.token();
        byte[] report = "a,b\r\n".getBytes(StandardCharsets.UTF_8);

        var response = client.postFiles(
                token,
                CHAT,
                new SandboxClient.Parts()
                        .file("files", "Übersicht 日本.csv", report)
                        .file("file", "two.txt", new byte[0])
                        .field("comments", "[\"Grüße\",\"\"]"));

        assertThat(response.statusCode()).isEqualTo(204);
        JsonNode data = client.json(client.read(token, CHAT, "")).path("data");
        assertThat(data.findValuesAsText("name")).contains("Übersicht 日本.csv", "two.txt");
        assertThat(data.get(1).path("content").path("comment").asText()).isEqualTo("Grüße");
        assertThat(data.get(1).path("type").asText()).isEqualTo("file");
        JsonNode logged = client.control("requests").get(1);
        assertThat(logged.path("comments").asText()).isEqualTo("[\"Grüße\",\"\"]");
        assertThat(logged.path("files").get(0).path("size").asLong()).isEqualTo(report.length);
        assertThat(logged.path("files").get(0).path("sha256").asText()).hasSize(64);
        assertThat(logged.path("files").get(0).has("path")).isFalse();
    }

    @Test
    void takesFilesWithLongNames() throws IOException {
        String token = client.token();
        String name = "\u5e74".repeat(250) + ".txt";

        var response = client.postFiles(token, CHAT, new SandboxClient.Parts().file("files", name, new byte[1]));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        assertThat(client.json(client.read(token, CHAT, "")).findValuesAsText("name"))
                .contains(name);
    }

    @Test
    void fileIsDownloadedAsAnAttachment() throws IOException {
        client.postFiles(
                client.token(),
                CHAT,
                new SandboxClient.Parts().file("files", "a.html", "<script>".getBytes(StandardCharsets.UTF_8)));
        String id = client.control("messages")
                .get(0)
                .path("content")
                .path("file")
                .path("id")
                .asText();

        var download = client.send(client.to("/sandbox/files/" + id));

        assertThat(download.body()).isEqualTo("<script>");
        assertThat(download.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(download.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(download.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(client.send(client.to("/sandbox/files/unknown")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesMalformedFileRequests() throws IOException {
        String token = client.token();
        SandboxClient.Parts eleven = new SandboxClient.Parts();
        for (int i = 0; i < 11; i++) {
            eleven.file("files", i + ".txt", new byte[1]);
        }
        byte[] content = new byte[1];

        assertThat(List.of(
                        client.postFiles(token, CHAT, eleven).body(),
                        client.postFiles(token, CHAT, new SandboxClient.Parts()).body(),
                        client.postFiles(
                                        token,
                                        CHAT,
                                        new SandboxClient.Parts()
                                                .file("files", "a", content)
                                                .field("comments", "hi"))
                                .body(),
                        client.postFiles(
                                        token,
                                        CHAT,
                                        new SandboxClient.Parts()
                                                .file("files", "a", content)
                                                .field("comments", "[\"a\",\"b\"]"))
                                .body(),
                        client.postFiles(
                                        token,
                                        CHAT,
                                        new SandboxClient.Parts()
                                                .file("files", "a", content)
                                                .field("text", "hi"))
                                .body(),
                        client.postFiles(token, CHAT, new SandboxClient.Parts().file("other", "a", content))
                                .body()))
                .satisfiesExactly(
                        body -> assertThat(body).contains("input_pattern_mismatch"),
                        body -> assertThat(body).contains("param_missing"),
                        body -> assertThat(body).contains("input_json_invalid"),
                        body -> assertThat(body).contains("input_pattern_mismatch"),
                        body -> assertThat(body).contains("extra_key_found"),
                        body -> assertThat(body).contains("extra_key_found"));
    }

    @Test
    void takesFilesUpTo50Megabytes() throws IOException {
        String token = client.token();

        assertThat(client.postFiles(token, CHAT, new SandboxClient.Parts().file("files", "a", new byte[50 << 20]))
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.postFiles(token, CHAT, new SandboxClient.Parts().file("files", "a", new byte[(50 << 20) + 1]))
                        .body())
                .contains("input_pattern_mismatch");
    }

    @Test
    void wrongAddressAndWrongMethodAreNamed() throws IOException {
        assertThat(client.send(client.to("/api/v2/chats/1/messages").method("POST", BodyPublishers.noBody()))
                        .body())
                .contains("request_method_invalid");
        assertThat(client.send(client.to("/api/v2/channels/1/message")).body()).contains("request_url_invalid");
    }
}
