package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenCheckTests {

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final AccessTokens tokens = new AccessTokens(TestClient.transport(TestClient.PATIENCE), clock);
    private final TokenCheck check = new TokenCheck(tokens, clock);
    private final Connection connection = TestConnections.to(cliq);

    @AfterEach
    void stopServer() {
        cliq.close();
    }

    @Test
    void asksOnceInTenMinutesHoweverOftenItIsAsked() {
        cliq.nextToken(Answer.of(503, ""));
        cliq.nextToken(Answer.of(503, ""));
        for (int minute = 0; minute < 10; minute++) {
            assertThat(check.of(connection)).isInstanceOf(TokenReply.Unavailable.class);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(cliq.tokenRequests()).hasSize(1);
        check.of(connection);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void remembersARefusalLongerThanPostsDo() {
        cliq.nextToken(Answer.of(400, "{\"error\":\"invalid_code\"}"));
        check.of(connection);
        clock.pass(Duration.ofMinutes(9));
        assertThat(check.of(connection))
                .isInstanceOfSatisfying(TokenReply.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("invalid_code"));
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void showsWhatAPostFoundOutMeanwhile() {
        cliq.nextToken(Answer.of(503, ""));
        check.of(connection);
        tokens.get(connection, Deadline.in(TestClient.PATIENCE, clock));
        assertThat(check.of(connection)).isInstanceOf(TokenReply.Granted.class);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }
}
