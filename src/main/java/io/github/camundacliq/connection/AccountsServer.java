package io.github.camundacliq.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClientException;

/** Zoho's accounts server. Its errors often come with HTTP 200, so only an access token in the body is a success. */
final class AccountsServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A token is given up so many seconds before Zoho does, so that it does not expire on the way. */
    private static final long SKEW = 60;

    /** How many seconds Zoho's tokens live. One that claims to live longer is asked for anew all the same. */
    private static final long LIFE = 3600;

    /** What no header can hold is no token: every post with it would end before it leaves. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private static final int CODE_LENGTH = 60;

    /** From a failure to the next request: a backlog would else ask again for each few of its posts. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Map<String, Instant> failures = new ConcurrentHashMap<>();

    private final Transport transport;
    private final Clock clock;

    AccountsServer(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /** Never throws for anything the network or the other side does. */
    TokenReply token(Connection connection, Deadline deadline) {
        pauseAfterFailure(connection);
        TokenReply reply = ask(connection, deadline);
        if (reply instanceof TokenReply.Unavailable) {
            failures.put(connection.linkName(), clock.instant());
        }
        return reply;
    }

    /** The others of a backlog wait for the one that waits here. */
    private void pauseAfterFailure(Connection connection) {
        Instant failure = failures.getOrDefault(connection.linkName(), Instant.EPOCH);
        long wait = Duration.between(clock.instant(), failure.plus(PAUSE)).toMillis();
        try {
            Thread.sleep(Math.max(0, Math.min(wait, PAUSE.toMillis())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private TokenReply ask(Connection connection, Deadline deadline) {
        Instant asked = clock.instant();
        Redaction redaction = new Redaction(connection.grant().secrets());
        try {
            RawAnswer answer = transport
                    .within(deadline.rest())
                    .post()
                    .uri(connection.accounts() + "/oauth/v2/token")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form(connection.grant()))
                    .exchange((request, response) -> RawAnswer.of(response));
            return read(answer, connection, redaction, asked);
        } catch (RestClientException noAnswer) {
            return none(connection, TransportFault.of(noAnswer, redaction::line).reason());
        } catch (RuntimeException unexpected) {
            return none(
                    connection, "the request failed: " + unexpected.getClass().getSimpleName());
        }
    }

    private static TokenReply none(Connection connection, String reason) {
        return new TokenReply.Unavailable("the accounts server " + connection.accounts() + " gave no token: " + reason);
    }

    /** As bytes, because the REST client writes a form to its debug log, secrets and all. */
    private static byte[] form(Grant grant) {
        return grant.parameters().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static TokenReply read(RawAnswer answer, Connection connection, Redaction redaction, Instant asked) {
        JsonNode body = parse(answer.body());
        String token = body.path("access_token").asText("");
        if (TOKEN.matcher(token).matches()) {
            long life = Math.max(0, Math.min(LIFE, body.path("expires_in").asLong(LIFE)));
            return new TokenReply.Granted(
                    new Secret(token), asked, asked.plusSeconds(life).minusSeconds(Math.min(SKEW, life / 2)));
        }
        if (answer.status().isSameCodeAs(HttpStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            return new TokenReply.Refused("http_407", TransportFault.PROXY_LOGIN);
        }
        String error = redaction.line(body.path("error").asText(""));
        if (TokenErrors.isThrottle(
                answer.status(), error, body.path("error_description").asText(""))) {
            return TokenErrors.THROTTLED;
        }
        if (error.isEmpty() || answer.status().is5xxServerError() || TokenErrors.isTemporary(error)) {
            return none(
                    connection,
                    ("HTTP " + answer.status().value() + " " + error).strip()
                            + (error.isEmpty() && isElsewhere(answer) ? TokenErrors.elsewhere(connection) : ""));
        }
        return new TokenReply.Refused(
                error.substring(0, Math.min(error.length(), CODE_LENGTH)), TokenErrors.advice(error, connection));
    }

    /** Where the server is in trouble, its answers are in trouble, too. */
    private static boolean isElsewhere(RawAnswer answer) {
        return !answer.status().is5xxServerError() && answer.whole();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
