package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

@Timeout(20)
class EventsTests extends SandboxTest {

    @LocalServerPort
    private int port;

    @Test
    void pageIsToldOfWhatIsThereAndOfWhatComes() throws IOException {
        String token = client.token();
        client.post(token, CHAT, "{\"text\":\"before\"}");

        try (BufferedReader events = events("")) {
            assertThat(next(events).path("content").path("json").asText()).isEqualTo("{\"text\":\"before\"}");
            client.post(token, "CT_1", "{\"text\":\"Grüße\"}");
            JsonNode second = next(events);
            assertThat(second.path("content").path("json").asText()).isEqualTo("{\"text\":\"Grüße\"}");
            assertThat(second.path("chat").asText()).isEqualTo("CT_1");
        }
    }

    @Test
    void pageThatReconnectsIsToldOnlyWhatItMissed() throws IOException {
        String token = client.token();
        client.post(token, CHAT, "{\"text\":\"one\"}");
        client.post(token, CHAT, "{\"text\":\"two\"}");
        long first = client.control("messages").get(0).path("sequence").asLong();

        try (BufferedReader events = events(String.valueOf(first))) {
            assertThat(next(events).path("content").path("json").asText()).isEqualTo("{\"text\":\"two\"}");
        }
    }

    @Test
    void pageIsToldAtOnceThatItIsConnectedThoughThereIsNothingToTell() throws IOException {
        try (BufferedReader events = events("")) {
            assertThat(events.readLine()).isEqualTo(":open");
        }
    }

    @Test
    void resetStartsAnotherEpoch() throws IOException {
        String epoch = client.control("state").path("epoch").asText();

        client.control("DELETE", "state", "");

        assertThat(client.control("state").path("epoch").asText()).isNotEmpty().isNotEqualTo(epoch);
    }

    private BufferedReader events(String seen) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://localhost:" + port + "/cliq/sandbox/events")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Last-Event-ID", seen.isEmpty() ? "0" : seen);
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader events) throws IOException {
        String line = events.readLine();
        while (!line.startsWith("data:")) {
            line = events.readLine();
        }
        return new ObjectMapper().readTree(line.substring("data:".length()));
    }
}
