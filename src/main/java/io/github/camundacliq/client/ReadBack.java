package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Deadline;
import io.github.camundacliq.connection.RawAnswer;
import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.connection.Secret;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** Reads what a chat shows of a time; needs the scope {@code ZohoCliq.Messages.READ}. */
public final class ReadBack {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The most that Cliq returns at once; as many may be only the newest of more. */
    private static final int LIMIT = 100;

    /** So many texts of 10,000 characters, each of them written as an escape, are six megabytes. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private static final String UNREADABLE = "Cliq's answer cannot be read";

    private final Transport transport;
    private final AccessTokens tokens;
    private final RefusedToken refusedToken;
    private final Duration totalTimeout;
    private final Clock clock;

    public ReadBack(Transport transport, AccessTokens tokens, Duration totalTimeout, Clock clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.refusedToken = new RefusedToken(tokens, clock);
        this.totalTimeout = totalTimeout;
        this.clock = clock;
    }

    /** Never throws for anything the network or the other side does. */
    public Reading messages(Connection connection, ChatId chat, Instant from, Instant to) {
        Deadline deadline = Deadline.in(totalTimeout, clock);
        return attempt(new Question(connection, address(connection, chat, from, to), from, deadline));
    }

    private record Question(Connection connection, URI address, Instant from, Deadline deadline) {}

    private Reading attempt(Question question) {
        TokenReply reply = tokens.get(question.connection(), question.deadline());
        if (!(reply instanceof TokenReply.Granted granted)) {
            return reply instanceof TokenReply.Refused refused
                    ? new Reading.Unknowable("no access token: " + refused.code())
                    : new Reading.NotNow();
        }
        try {
            RawAnswer answer = ask(question, granted.token());
            return Classification.refusesToken(answer)
                    ? refusedToken.ofReading(question.connection(), granted, question.from())
                    : read(answer, question.from());
        } catch (RuntimeException noAnswer) {
            return new Reading.NotNow();
        }
    }

    private RawAnswer ask(Question question, Secret token) {
        return transport
                .within(question.deadline().rest())
                .get()
                .uri(question.address())
                .header(HttpHeaders.AUTHORIZATION, "Zoho-oauthtoken " + token.value())
                .exchange((request, response) -> RawAnswer.of(response, LONGEST));
    }

    private Reading read(RawAnswer answer, Instant from) {
        if (answer.status().is2xxSuccessful()) {
            return answer.whole() ? messages(answer.body(), from) : new Reading.NotNow();
        }
        Outcome outcome = new Classification(new Redaction(List.of()), new Message.Text(""), clock).of(answer);
        if (outcome instanceof Outcome.Throttled throttled) {
            return new Reading.Throttled(throttled.retryAfter());
        }
        return outcome instanceof Outcome.Rejected rejected
                ? new Reading.Unknowable(refusal(rejected.code()))
                : new Reading.NotNow();
    }

    private static String refusal(String code) {
        return code.equals("oauthtoken_scope_invalid")
                ? "the connection lacks the scope ZohoCliq.Messages.READ"
                : "Cliq refuses it with " + code;
    }

    private static URI address(Connection connection, ChatId chat, Instant from, Instant to) {
        return URI.create(connection.api() + "/api/v2/chats/" + chat.value() + "/messages?fromtime="
                + from.toEpochMilli() + "&totime=" + to.toEpochMilli() + "&limit=" + LIMIT);
    }

    /**
     * One of an earlier time than was asked for is none of these, should it come all the same. Where none has a text or a file,
     * they may be where Zoho's documentation does not tell.
     */
    private static Reading messages(String body, Instant from) {
        try {
            JsonNode data = JSON.readTree(body).path("data");
            if (!data.isArray()) {
                return new Reading.Unknowable(UNREADABLE);
            }
            if (data.size() >= LIMIT) {
                return new Reading.Unknowable("it had " + LIMIT + " messages or more in that time");
            }
            List<SeenMessage> messages = new ArrayList<>();
            boolean legible = data.isEmpty();
            for (JsonNode message : data) {
                SeenMessage seen = message(message);
                legible |= seen.isLegible();
                if (message.path("time").asLong(Long.MAX_VALUE) >= from.toEpochMilli()) {
                    messages.add(seen);
                }
            }
            return legible ? new Reading.Messages(messages) : new Reading.Unknowable(UNREADABLE);
        } catch (JsonProcessingException unreadable) {
            return new Reading.Unknowable(UNREADABLE);
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
