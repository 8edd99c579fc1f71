package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTests extends SandboxTest {

    private static final String HELLO = "{\"text\":\"Hello\"}";

    @Test
    void lockedUserIsRefusedUntilTheLockIsOver() throws IOException {
        String token = browser.token();
        for (int i = 0; i < 50; i++) {
            assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
        }

        var refused = browser.post(token, CHAT, HELLO);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"code\":\"request_limit_exceeded\",\"message\":\"You have exceeded the URL throttle limits.\"}");

        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);
        assertThat(browser.control("state").at("/use/demo/message/lockedUntil").asLong())
                .isEqualTo(clock.millis() + 1);

        clock.forward(Duration.ofMillis(1));
        assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }

    @Test
    void limitIsTheUsersAndNotTheTokens() throws IOException {
        String one = browser.token();
        String other = browser.token();
        for (int i = 0; i < 50; i++) {
            browser.post(i % 2 == 0 ? one : other, CHAT, HELLO);
        }

        assertThat(browser.post(other, CHAT, HELLO).statusCode()).isEqualTo(400);
        assertThat(browser.post(browser.token("somebody"), CHAT, HELLO).statusCode())
                .isEqualTo(204);
    }

    @Test
    void windowSlides() throws IOException {
        String token = browser.token();
        for (int i = 0; i < 50; i++) {
            browser.post(token, CHAT, HELLO);
            clock.forward(Duration.ofMillis(100));
        }

        clock.forward(Duration.ofSeconds(55));
        assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
        assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(400);
    }

    @Test
    void messagesFilesAndReadsAreCountedApart() throws IOException {
        String token = browser.token();
        Browser.Parts parts = new Browser.Parts().file("files", "a", new byte[1]);
        for (int i = 0; i < 20; i++) {
            assertThat(browser.postFiles(token, CHAT, parts).statusCode()).isEqualTo(204);
        }
        for (int i = 0; i < 15; i++) {
            assertThat(browser.read(token, CHAT, "").statusCode()).isEqualTo(200);
        }

        assertThat(browser.postFiles(token, CHAT, parts).statusCode()).isEqualTo(400);
        assertThat(browser.read(token, CHAT, "").statusCode()).isEqualTo(400);
        assertThat(browser.post(token, CHAT, HELLO).statusCode()).isEqualTo(204);
    }
}
