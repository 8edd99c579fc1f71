package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Deadline;
import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.connection.Secret;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.connection.TransportFault;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    /** Never throws for anything the network or the other side does. */
    public Reading messages(Connection connection, ChatId chat, Instant from, Instant to) {
        return attempt(connection, address(connection, chat, from, to), Deadline.in(totalTimeout, clock), true);
    }

    /** A token that was refused is replaced once. */
    private Reading attempt(Connection connection, URI address, Deadline deadline, boolean first) {
        TokenReply reply = tokens.get(connection, deadline);
        if (!(reply instanceof TokenReply.Granted granted)) {
            return reply instanceof TokenReply.Unavailable ? new Reading.NotNow() : new Reading.Unknowable();
        }
        ResponseEntity<byte[]> answer;
        try {
            answer = ask(address, granted.token(), deadline);
        } catch (RestClientException noAnswer) {
            if (!TransportFault.isUnauthorized(noAnswer)) {
                return new Reading.NotNow();
            }
            answer = ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        if (Classification.refusesToken(answer)) {
            tokens.drop(connection, granted.token());
            return first ? attempt(connection, address, deadline, false) : new Reading.Unknowable();
        }
        return answer.getStatusCode().is2xxSuccessful() ? read(answer.getBody()) : failed(answer);
    }

    private ResponseEntity<byte[]> ask(URI address, Secret token, Deadline deadline) {
        return transport
                .within(deadline.rest())
                .get()
                .uri(address)
                .header(HttpHeaders.AUTHORIZATION, "Zoho-oauthtoken " + token.value())
                .retrieve()
                .toEntity(byte[].class);
    }

    private Reading failed(ResponseEntity<byte[]> answer) {
        Outcome outcome =
                new Classification(new Redaction(List.of()), new Echo(new Message.Text("")), clock).of(answer);
        if (outcome instanceof Outcome.Throttled throttled) {
            return new Reading.Throttled(throttled.retryAfter());
        }
        return outcome instanceof Outcome.Rejected ? new Reading.Unknowable() : new Reading.NotNow();
    }

    private static URI address(Connection connection, ChatId chat, Instant from, Instant to) {
        return URI.create(connection.api() + "/api/v2/chats/" + chat.value() + "/messages?fromtime="
                + from.toEpochMilli() + "&totime=" + to.toEpochMilli() + "&limit=" + LIMIT);
    }

    private static Reading read(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return new Reading.Unknowable();
        }
        try {
            JsonNode data =
                    JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("data");
            if (!data.isArray() || data.size() >= LIMIT) {
                return new Reading.Unknowable();
            }
            List<SeenMessage> messages = new ArrayList<>();
            data.forEach(message -> messages.add(message(message)));
            return new Reading.Messages(messages);
        } catch (JsonProcessingException unreadable) {
            return new Reading.Unknowable();
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
