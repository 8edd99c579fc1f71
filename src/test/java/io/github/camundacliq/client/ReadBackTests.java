package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.WireServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat that is read back: what it shows, that it may show it later, or that no attempt will tell. */
class ReadBackTests {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String HELLO =
            "{\"sender\":{\"id\":\"own\",\"name\":\"Own\"},\"content\":{\"text\":\"Hello\"}}";

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final Transport transport = TestClient.transport(TestClient.PATIENCE);

    @AfterEach
    void stopServer() {
        cliq.close();
    }

    @Test
    void readsWhatTheChatShowsWhateverItsContentTypeSays() {
        cliq.always(new Answer(200, "{\"data\":[" + HELLO + "]}", Map.of("Content-Type", "no type at all")));
        assertThat(read(TestConnections.to(cliq)))
                .isEqualTo(new Reading.Messages(List.of(new SeenMessage("own", "Own", "Hello", ""))));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sender\":{\"id\":\"own\"},\"content\":\"Hello\"}",
                "{\"sender\":{\"id\":\"own\"},\"text\":\"Hello\"}",
                "{\"sender\":{\"id\":\"own\"},\"content\":{\"text\":{\"body\":\"Hello\"}}}",
                "\"Hello\", null, 7"
            })
    void cannotTellFromMessagesThatAreNotAsDocumented(String messages) {
        cliq.always(Answer.of(200, "{\"data\":[" + messages + "]}"));
        assertThat(read(TestConnections.to(cliq))).isInstanceOf(Reading.Unknowable.class);
    }

    @Test
    void readsPastAMessageWithoutAText() {
        cliq.always(Answer.of(200, "{\"data\":[{\"sender\":{\"id\":\"own\"},\"type\":\"info\"}," + HELLO + "]}"));
        assertThat(read(TestConnections.to(cliq)))
                .asInstanceOf(type(Reading.Messages.class))
                .satisfies(messages -> assertThat(messages.all()).hasSize(2));
    }

    @Test
    void readsTheLongestMessagesThereAre() {
        String longest = "{\"content\":{\"text\":\"" + "\\u65e5".repeat(10_000) + "\"}}";
        cliq.always(Answer.of(200, "{\"data\":[" + String.join(",", Collections.nCopies(99, longest)) + "]}"));
        assertThat(read(TestConnections.to(cliq)))
                .asInstanceOf(type(Reading.Messages.class))
                .satisfies(messages -> assertThat(messages.all()).hasSize(99));
    }

    @Test
    void cannotTellFromAFullPageThatThereIsNoMore() {
        cliq.always(Answer.of(200, "{\"data\":[" + String.join(",", Collections.nCopies(100, HELLO)) + "]}"));
        assertThat(read(TestConnections.to(cliq))).isInstanceOf(Reading.Unknowable.class);
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void leavesOutWhatIsOlderThanTheTimeInQuestion() {
        cliq.always(Answer.of(200, "{\"data\":[" + at(clock.millis() - 1) + "," + at(clock.millis()) + "]}"));
        assertThat(read(TestConnections.to(cliq)))
                .isEqualTo(new Reading.Messages(List.of(new SeenMessage("", "", "At " + clock.millis(), ""))));
    }

    private static String at(long time) {
        return "{\"time\":" + time + ",\"content\":{\"text\":\"At " + time + "\"}}";
    }

    @Test
    void givesUpAnAnswerThatIsLongerThanThese() {
        cliq.always(Answer.of(200, "{\"data\":[],\"x\":\"" + "x".repeat(8 * MEGABYTE) + "\"}"));
        assertThat(read(TestConnections.to(cliq))).isInstanceOf(Reading.Unknowable.class);
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":[",
                "HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\n{\"code\":",
                "HTTP/1.1 502 Bad\r\nContent-Length: 100\r\n\r\n<html>",
                "220 mail.example.com ESMTP\r\n"
            })
    void mayGetAReadableAnswerLater(String answer) {
        try (WireServer odd = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, answer);
        })) {
            assertThat(read(TestConnections.to(odd.url(), cliq.url()))).isEqualTo(new Reading.NotNow());
            assertThat(odd.connections()).isEqualTo(1);
        }
    }

    @Test
    void mayBeReadLaterWithANewToken() {
        Connection connection = TestConnections.to(cliq);
        ReadBack chats = readBack(transport);
        cliq.next(Answer.of(200, "{\"data\":[]}"));
        assertThat(read(connection, chats)).isEqualTo(new Reading.Messages(List.of()));
        clock.pass(Duration.ofMinutes(2));
        cliq.always(Answer.error(401, "oauthtoken_invalid"));
        assertThat(read(connection, chats)).isEqualTo(new Reading.NotNow());
        assertThat(cliq.posts()).hasSize(2);
        assertThat(read(connection, chats)).isInstanceOf(Reading.Unknowable.class);
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"429, oauthtoken_invalid", "401, request_limit_exceeded", "429, ''"})
    void isThrottledAndDoesNotAskAgain(int status, String code) {
        cliq.always(Answer.error(status, code));
        assertThat(read(TestConnections.to(cliq))).isEqualTo(new Reading.Throttled(Optional.empty()));
        assertThat(cliq.posts()).hasSize(1);
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void isThrottledAlsoWhereTheAnswerBreaksOff() {
        try (WireServer half = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 429 Slow\r\nContent-Length: 100\r\n\r\n{\"code\":");
        })) {
            assertThat(read(TestConnections.to(half.url(), cliq.url())))
                    .isEqualTo(new Reading.Throttled(Optional.empty()));
        }
    }

    @Test
    void mayGetAnAnswerLaterWhereTheRequestFails() {
        assertThat(read(TestConnections.to(cliq), TestClient.stoppedTransport()))
                .isEqualTo(new Reading.NotNow());
        assertThat(cliq.posts()).isEmpty();
    }

    private Reading read(Connection connection) {
        return read(connection, transport);
    }

    private Reading read(Connection connection, Transport reading) {
        return read(connection, readBack(reading));
    }

    private ReadBack readBack(Transport reading) {
        return new ReadBack(reading, new AccessTokens(transport, clock), TestClient.PATIENCE, clock);
    }

    private Reading read(Connection connection, ReadBack chats) {
        return chats.messages(
                connection, new ChatId("CT_1"), clock.instant(), clock.instant().plusSeconds(60));
    }
}
