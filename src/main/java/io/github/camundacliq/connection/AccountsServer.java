package io.github.camundacliq.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;

/** Zoho's accounts server. Its errors often come with HTTP 200, so only an access token in the body is a success. */
final class AccountsServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A token is given up this long before Zoho does, so that it does not expire on the way. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final int CODE_LENGTH = 60;

    private final Transport transport;
    private final Clock clock;

    AccountsServer(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    TokenReply token(Connection connection, Deadline deadline) {
        Instant asked = clock.instant();
        try {
            ResponseEntity<byte[]> answer = transport
                    .within(deadline.rest())
                    .post()
                    .uri(connection.accounts() + "/oauth/v2/token")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form(connection.grant()))
                    .retrieve()
                    .toEntity(byte[].class);
            return read(answer, connection, asked);
        } catch (RestClientException noAnswer) {
            if (TransportFault.isUnauthorized(noAnswer)) {
                return new TokenReply.Refused("http_401", TokenErrors.advice("invalid_client", connection));
            }
            return new TokenReply.Unavailable("the accounts server " + connection.accounts() + " gave no token: "
                    + TransportFault.of(noAnswer).reason());
        }
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

    private static TokenReply read(ResponseEntity<byte[]> answer, Connection connection, Instant asked) {
        JsonNode body = parse(answer.getBody()).orElseGet(JSON::createObjectNode);
        String token = body.path("access_token").asText("");
        if (!token.isEmpty()) {
            Duration life = Duration.ofSeconds(body.path("expires_in").asLong(3600));
            return new TokenReply.Granted(new Secret(token), asked.plus(life).minus(SKEW));
        }
        if (answer.getStatusCode().isSameCodeAs(HttpStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            return new TokenReply.Refused("http_407", TransportFault.PROXY_LOGIN);
        }
        String error = new Redaction(connection.grant().secrets())
                .of(body.path("error").asText(""));
        String status = "HTTP " + answer.getStatusCode().value();
        if (TokenErrors.isThrottle(
                answer.getStatusCode(), error, body.path("error_description").asText(""))) {
            return TokenErrors.THROTTLED;
        }
        if (error.isEmpty() || answer.getStatusCode().is5xxServerError()) {
            return new TokenReply.Unavailable(
                    "the accounts server " + connection.accounts() + " gave no token (" + status + ")");
        }
        return new TokenReply.Refused(
                error.substring(0, Math.min(error.length(), CODE_LENGTH)), TokenErrors.advice(error, connection));
    }

    private static Optional<JsonNode> parse(byte @org.jspecify.annotations.Nullable [] body) {
        if (body == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(new String(body, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
