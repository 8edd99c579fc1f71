package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Deadline;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.ChatId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

/** Reads what a chat shows of a time; needs the scope {@code ZohoCliq.Messages.READ}. */
public final class ReadBack {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The most that Cliq returns at once; as many may be only the newest of more. */
    private static final int LIMIT = 100;

    private final Transport transport;
    private final AccessTokens tokens;
    private final Duration totalTimeout;
    private final Clock clock;

    public ReadBack(Transport transport, AccessTokens tokens, Duration totalTimeout, Clock clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.totalTimeout = totalTimeout;
        this.clock = clock;
    }

    /** All messages of the time, or nothing if that cannot be known for sure. */
    public Optional<List<SeenMessage>> messages(Connection connection, ChatId chat, Instant from, Instant to) {
        Deadline deadline = Deadline.in(totalTimeout, clock);
        if (!(tokens.get(connection, deadline) instanceof TokenReply.Granted granted)) {
            return Optional.empty();
        }
        URI address = URI.create(connection.api() + "/api/v2/chats/" + chat.value() + "/messages?fromtime="
                + from.toEpochMilli() + "&totime=" + to.toEpochMilli() + "&limit=" + LIMIT);
        try {
            ResponseEntity<byte[]> answer = transport
                    .within(deadline.rest())
                    .get()
                    .uri(address)
                    .header(
                            HttpHeaders.AUTHORIZATION,
                            "Zoho-oauthtoken " + granted.token().value())
                    .retrieve()
                    .toEntity(byte[].class);
            if (Classification.refusesToken(answer)) {
                tokens.drop(connection, granted.token());
            }
            return answer.getStatusCode().is2xxSuccessful() ? read(answer.getBody()) : Optional.empty();
        } catch (RestClientException noAnswer) {
            return Optional.empty();
        }
    }

    private static Optional<List<SeenMessage>> read(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        try {
            JsonNode data =
                    JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("data");
            if (!data.isArray() || data.size() >= LIMIT) {
                return Optional.empty();
            }
            List<SeenMessage> messages = new ArrayList<>();
            data.forEach(message -> messages.add(message(message)));
            return Optional.of(messages);
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static SeenMessage message(JsonNode message) {
        JsonNode sender = message.path("sender");
        JsonNode content = message.path("content");
        return new SeenMessage(
                sender.path("id").asText(""),
                sender.path("name").asText(""),
                content.path("text").asText(""),
                content.path("file").path("name").asText(""));
    }
}
