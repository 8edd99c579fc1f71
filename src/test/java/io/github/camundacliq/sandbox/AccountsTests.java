package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTests extends SandboxTest {

    @Test
    void issuesTokenForRefreshToken() throws IOException {
        JsonNode reply = client.json(client.token(SandboxClient.DEMO));

        assertThat(reply.path("access_token").asText()).startsWith("1000.");
        assertThat(reply.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(reply.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(reply.path("scope").asText()).isEqualTo("ZohoCliq.Messages.READ ZohoCliq.Webhooks.CREATE");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, 1000.OTHER, invalid_client",
        "client_secret, wrong, invalid_client_secret",
        "refresh_token, 1000.revoked.x, invalid_code",
        "grant_type, password, unsupported_grant_type"
    })
    void refusesWithHttp200(String parameter, String value, String error) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(SandboxClient.DEMO);
        form.put(parameter, value);

        var response = client.token(form);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ZohoCliq.123, invalid_scope",
        "ZohoCliq.Everything.ALL, ZohoCliq.123, invalid_scope",
        "ZohoCliq.Webhooks.CREATE, 123, missing_org_info"
    })
    void refusesClientCredentials(String scope, String soid, String error) throws IOException {
        assertThat(client.json(client.token(clientCredentials(scope, soid)))
                        .path("error")
                        .asText())
                .isEqualTo(error);
    }

    @Test
    void clientCredentialsGetNoMoreThanTheScopeTheyAskFor() throws IOException {
        String token = client.json(client.token(clientCredentials("ZohoCliq.Webhooks.CREATE", "ZohoCliq.42")))
                .path("access_token")
                .asText();

        assertThat(client.post(token, CHAT, "{\"text\":\"Hello\"}").statusCode())
                .isEqualTo(204);
        assertThat(client.read(token, CHAT, "").body()).contains("oauthtoken_scope_invalid");
    }

    @Test
    void eleventhTokenWithinTenMinutesIsRefused() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(client.token()).isNotEmpty();
        }

        var refused = client.token(SandboxClient.DEMO);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(client.json(refused).path("error").asText()).isEqualTo("Access Denied");
        assertThat(client.token("somebody")).isNotEmpty();

        clock.pass(Duration.ofMinutes(10));
        assertThat(client.token()).isNotEmpty();
    }

    @Test
    void sixteenthTokenEvictsTheOldest() throws IOException {
        String first = client.token();
        String second = client.token();
        for (int i = 0; i < 14; i++) {
            clock.pass(Duration.ofMinutes(2));
            client.token();
        }

        assertThat(client.post(first, CHAT, "{\"text\":\"Hello\"}").statusCode())
                .isEqualTo(401);
        assertThat(client.post(second, CHAT, "{\"text\":\"Hello\"}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void tokenExpiresAfterAnHour() throws IOException {
        String token = client.token();

        clock.pass(Duration.ofMinutes(59));
        assertThat(client.post(token, CHAT, "{\"text\":\"Hello\"}").statusCode())
                .isEqualTo(204);

        clock.pass(Duration.ofMinutes(1));
        assertThat(client.post(token, CHAT, "{\"text\":\"Hello\"}").body()).contains("oauthtoken_invalid");
    }

    @Test
    void parametersInTheQueryStringAreRefused() throws IOException {
        var response = client.send(client.to("/oauth/v2/token?grant_type=refresh_token&client_id=1000.SANDBOX"
                        + "&client_secret=sandbox-secret&refresh_token=1000.sandbox.demo")
                .POST(BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("form body");
    }

    @Test
    void logsTokenRequestsWithoutTheirSecrets() throws IOException {
        client.token();

        JsonNode request = client.control("requests").get(0);
        assertThat(request.path("kind").asText()).isEqualTo("token");
        assertThat(request.path("user").asText()).isEqualTo("demo");
        assertThat(request.toString()).doesNotContain("sandbox-secret");
    }

    private static Map<String, String> clientCredentials(String scope, String soid) {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "1000.SANDBOX",
                "client_secret",
                "sandbox-secret",
                "scope",
                scope,
                "soid",
                soid);
    }
}
