package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests extends SandboxTest {

    private static final String HELLO = "{\"text\":\"Hello\"}";

    @Test
    void lockedUserIsRefusedUntilTheLockIsOver() throws IOException {
        String token = client.token();
        for (int i = 0; i < 50; i++) {
            assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
        }

        var refused = client.post(token, CHAT, HELLO);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"code\":\"request_limit_exceeded\",\"message\":\"You have exceeded the URL throttle limits.\"}");

        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);
        assertThat(client.control("state").at("/use/demo/message/lockedUntil").asLong())
                .isEqualTo(clock.millis() + 1);

        clock.pass(Duration.ofMillis(1));
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void liftedLockLetsTheUserPostAndKeepsTheMessages() throws IOException {
        String token = client.token();
        client.post(token, CHAT, HELLO);
        client.control("POST", "faults", "{\"type\":\"throttle\"}");
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);

        client.control("DELETE", "locks", "");

        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
        assertThat(client.control("messages")).hasSize(2);
    }

    @Test
    void limitIsTheUsersAndNotTheTokens() throws IOException {
        String one = client.token();
        String other = client.token();
        for (int i = 0; i < 50; i++) {
            client.post(i % 2 == 0 ? one : other, CHAT, HELLO);
        }

        assertThat(client.post(other, CHAT, HELLO).statusCode()).isEqualTo(400);
        assertThat(client.post(client.token("somebody"), CHAT, HELLO).statusCode())
                .isEqualTo(204);
    }

    @Test
    void windowSlides() throws IOException {
        String token = client.token();
        for (int i = 0; i < 50; i++) {
            client.post(token, CHAT, HELLO);
            clock.pass(Duration.ofMillis(100));
        }

        clock.pass(Duration.ofSeconds(55));
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);
    }

    @Test
    void messagesFilesAndReadsAreCountedApart() throws IOException {
        String token = client.token();
        SandboxClient.Parts parts = new SandboxClient.Parts().file("files", "a", new byte[1]);
        for (int i = 0; i < 20; i++) {
            assertThat(client.postFiles(token, CHAT, parts).statusCode()).isEqualTo(204);
        }
        for (int i = 0; i < 15; i++) {
            assertThat(client.read(token, CHAT, "").statusCode()).isEqualTo(200);
        }

        assertThat(client.postFiles(token, CHAT, parts).statusCode()).isEqualTo(400);
        assertThat(client.read(token, CHAT, "").statusCode()).isEqualTo(400);
        assertThat(client.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }
}
