package io.github.camundacliq.sandbox;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTests extends SandboxTest {

    private static final String HELLO = "{\"text\":\"Hello\"}";

    @ParameterizedTest
    @CsvSource({
        "throttle, 400, request_limit_exceeded",
        "throttle429, 429, rate_limit_exceeded",
        "chat_not_found, 404, chat_not_found",
        "access_denied, 403, chat_access_denied",
        "expired_token, 401, oauthtoken_invalid",
        "missing_scope, 401, oauthtoken_scope_invalid",
        "operation_failed, 400, operation_failed",
        "server_error, 500, operation_failed",
        "bad_gateway, 502, 502 Bad Gateway"
    })
    void answersTheFaultAndKeepsNothing(String type, int status, String body) throws IOException {
        inject("{\"type\":\"" + type + "\"}");

        var response = client.post(client.token(), CHAT, HELLO);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(body);
        assertThat(client.control("messages")).isEmpty();
        assertThat(client.control("faults")).isEmpty();
        assertThat(client.control("requests").get(1).path("fault").asText()).isEqualTo(type);
    }

    @Test
    void unavailableHasNoBody() throws IOException {
        inject("{\"type\":\"service_unavailable\",\"accepted\":true}");

        var response = client.post(client.token(), CHAT, HELLO);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
        assertThat(client.control("messages")).hasSize(1);
    }

    @Test
    void throttleLocksTheUser() throws IOException {
        String token = client.token();
        inject("{\"type\":\"throttle\"}");

        client.post(token, CHAT, HELLO);

        assertThat(client.post(token, CHAT, HELLO).body()).contains("request_limit_exceeded");
        clock.pass(Duration.ofMinutes(10));
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void expiredTokenStaysExpired() throws IOException {
        String token = client.token();
        inject("{\"type\":\"expired_token\"}");

        client.post(token, CHAT, HELLO);

        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(401);
        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void retryAfterIsSent() throws IOException {
        inject("{\"type\":\"throttle429\",\"retryAfter\":7}");

        assertThat(client.post(client.token(), CHAT, HELLO).headers().firstValue("Retry-After"))
                .hasValue("7");
    }

    @Test
    void faultHitsOnlyWhatItIsMeantFor() throws IOException {
        inject("{\"type\":\"server_error\",\"times\":0,\"chat\":\"" + CHAT + "\",\"user\":\"demo\"}");

        assertThat(client.post(client.token("other"), CHAT, HELLO).statusCode()).isEqualTo(204);
        assertThat(client.post(client.token(), "CT_1", HELLO).statusCode()).isEqualTo(204);
        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(500);
        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(500);
        assertThat(client.read(client.token(), CHAT, "").statusCode()).isEqualTo(200);

        client.control("DELETE", "faults", "");
        assertThat(client.post(client.token(), CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void faultHitsAsOftenAsAsked() throws IOException {
        String token = client.token();
        inject("{\"type\":\"server_error\",\"times\":2,\"on\":\"read\"}");

        assertThat(client.read(token, CHAT, "").statusCode()).isEqualTo(500);
        assertThat(client.read(token, CHAT, "").statusCode()).isEqualTo(500);
        assertThat(client.read(token, CHAT, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "revoked_token, 200, invalid_code",
        "wrong_data_center, 200, invalid_client",
        "token_throttle, 400, Access Denied"
    })
    void accountsServerFails(String type, int status, String error) throws IOException {
        inject("{\"type\":\"" + type + "\"}");

        var response = client.token(SandboxClient.DEMO);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(client.json(response).path("error").asText()).isEqualTo(error);
    }

    @Test
    void droppedBeforeMeansNotPosted() throws IOException {
        String token = client.token();
        inject("{\"type\":\"drop_before\"}");

        assertThatThrownBy(() -> client.post(token, CHAT, HELLO)).isInstanceOf(IOException.class);

        assertThat(client.control("messages")).isEmpty();
        assertThat(client.control("requests").get(1).path("status").asInt(-1)).isZero();
    }

    @Test
    void droppedAfterMeansPosted() throws IOException {
        String token = client.token();
        inject("{\"type\":\"drop_after\"}");

        assertThatThrownBy(() -> client.post(token, CHAT, HELLO)).isInstanceOf(IOException.class);

        assertThat(client.control("messages")).hasSize(1);
        assertThat(client.control("requests")).hasSize(2);
    }

    @Test
    void accountsServerCanDropTheConnectionToo() throws IOException {
        inject("{\"type\":\"drop_before\",\"on\":\"token\"}");

        assertThatThrownBy(() -> client.token()).isInstanceOf(IOException.class);
    }

    @Test
    void answerIsCutShort() throws IOException {
        String token = client.token();
        inject("{\"type\":\"cut\"}");

        assertThatThrownBy(() -> client.post(token, CHAT, HELLO)).isInstanceOf(IOException.class);

        assertThat(client.control("messages")).hasSize(1);
    }

    @Test
    void garbageIsNoJson() throws IOException {
        String token = client.token();
        inject("{\"type\":\"garbage\"}");
        inject("{\"type\":\"garbage\",\"status\":500}");

        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(200);
        var failed = client.post(token, CHAT, HELLO);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThatThrownBy(() -> client.json(failed)).isInstanceOf(IOException.class);
        assertThat(client.control("messages")).hasSize(1);
    }

    @Test
    void hangingRequestIsAcceptedAndAnsweredLate() throws IOException {
        String token = client.token();
        inject("{\"type\":\"hang\",\"seconds\":3600}");
        inject("{\"type\":\"hang\",\"seconds\":0.05}");

        assertThatThrownBy(() -> client.send(client.to("/api/v2/chats/" + CHAT + "/message")
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofMillis(200))
                        .POST(BodyPublishers.ofString(HELLO))))
                .isInstanceOf(HttpTimeoutException.class);
        await().until(() -> client.control("messages").size() == 1);
        assertThat(client.control("requests").get(1).has("status")).isFalse();

        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"type\":\"throttle429\",\"retryAfter\":-5}",
                "{\"type\":\"garbage\",\"status\":304}",
                "{\"type\":\"earthquake\"}",
                "{\"type\":\"throttle\",\"on\":\"token\"}",
                "{\"type\":\"revoked_token\",\"on\":\"message\"}",
                "{\"type\":\"hang\",\"seconds\":-1}",
                "{\"type\":\"throttle\",\"times\":-1}",
                "{\"type\":\"garbage\",\"status\":1000}",
                "{\"type\":\"throttle\",\"colour\":\"red\"}"
            })
    void senselessFaultIsRefused(String fault) throws IOException {
        var response = client.control("POST", "faults", fault);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(client.json(response).path("error").asText()).isNotEmpty();
    }

    @Test
    void oneFaultCanBeTakenBack() throws IOException {
        long id = client.json(client.control("POST", "faults", "{\"type\":\"throttle\"}"))
                .path("id")
                .asLong();
        inject("{\"type\":\"hang\"}");

        client.control("DELETE", "faults/" + id, "");

        assertThat(client.control("faults").findValuesAsText("type")).containsExactly("hang");
    }

    private void inject(String fault) throws IOException {
        assertThat(client.control("POST", "faults", fault).statusCode()).isEqualTo(201);
    }
}
