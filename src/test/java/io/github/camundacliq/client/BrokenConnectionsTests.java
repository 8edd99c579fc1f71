package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.WireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network can do to a post: certainly not delivered, or nobody knows. */
@Timeout(60)
class BrokenConnectionsTests {

    private static final Duration SOON = Duration.ofSeconds(2);

    /** Too slow for the most that is read of an answer to be read in time. */
    private static final long TRICKLE_NANOS = 1_000_000;

    private static final ChatId CHAT = new ChatId("CT_1");

    private final StubCliq accounts = new StubCliq();

    Message saying(String words) {
        return new Message.Text(words);
    }

    private Message message() {
        return saying("Hello");
    }

    @AfterEach
    void stopServer() {
        accounts.close();
    }

    @Test
    void nothingWasSentWhereTheConnectionIsRefused() throws IOException {
        String nobodyListens;
        try (ServerSocket shortLived = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListens = "http://127.0.0.1:" + shortLived.getLocalPort();
        }
        assertNotSent(post(nobodyListens), "the connection was refused");
    }

    @Test
    void nothingWasSentWhereTheHostIsUnknown() {
        assertNotSent(post("http://no-such-host.invalid"), "the host name is not known");
    }

    @Test
    void nothingWasSentWhereTheOtherSideSpeaksNoTls() {
        try (WireServer plain =
                new WireServer(socket -> WireServer.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertNotSent(post("https://" + plain.address()), "TLS");
            assertThat(plain.connections()).isEqualTo(1);
        }
    }

    @Test
    void nothingWasSentWhereTheOtherSideHangsUpDuringTheHandshake() {
        try (WireServer impatient =
                new WireServer(socket -> socket.getInputStream().read())) {
            assertNotSent(post("https://" + impatient.address()), "TLS");
        }
    }

    @Test
    void nothingWasSentWhereTheOtherSideResetsDuringTheHandshake() {
        try (WireServer rude = new WireServer(socket -> {
            socket.getInputStream().read();
            WireServer.reset(socket);
        })) {
            assertNotSent(post("https://" + rude.address()), "");
        }
    }

    @Test
    void nobodyKnowsWhereTheConnectionIsResetBeforeTheRequestIsRead() {
        try (WireServer rude = new WireServer(socket -> {
            socket.getInputStream().read();
            WireServer.reset(socket);
        })) {
            assertUncertain(post(rude.url()), "the connection broke");
            assertThat(rude.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobodyKnowsWhereTheConnectionIsResetAfterTheRequestIsRead() {
        try (WireServer rude = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.reset(socket);
        })) {
            assertUncertain(post(rude.url()), "the connection broke");
            assertThat(rude.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobodyKnowsWhereTheConnectionEndsWithoutAnAnswer() {
        try (WireServer mute = new WireServer(WireServer::readRequest)) {
            assertUncertain(post(mute.url()), "the connection broke");
            assertThat(mute.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobodyKnowsWhereTheAnswerIsNoHttp() {
        try (WireServer other = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "220 mail.example.com ESMTP\r\n");
        })) {
            assertUncertain(post(other.url()), "");
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    @Test
    void neitherTheTokenNorTheMessageIsInTheReasonWhereABrokenAnswerEchoesThem() {
        String words = "Project Bluebird starts on Monday";
        try (WireServer rude = new WireServer(socket -> {
            String authorization = WireServer.readRequest(socket)
                    .lines()
                    .filter(line -> line.startsWith("Authorization:"))
                    .findFirst()
                    .orElse("none");
            WireServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-Echo: " + authorization + " \u0001\u0007 " + words + "x".repeat(5000)
                            + "\r\n\r\n");
        })) {
            Reply reply = TestClient.post(TestClient.create(), to(rude.url()), CHAT, saying(words), "");
            assertUncertain(reply, "X-Echo: Authorization: Zoho-oauthtoken ****** ...");
            assertThat(((Outcome.Uncertain) reply.outcome()).reason())
                    .doesNotContain("stubtoken", "Bluebird", "Monday")
                    .doesNotContainPattern("\\p{Cntrl}")
                    .hasSizeLessThan(250);
            assertThat(rude.connections()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(15)
    void nobodyKnowsWhereNoAnswerComesWithinTheReadTimeout() {
        try (WireServer silent = new WireServer(WireServer::waitForHangUp)) {
            Reply reply = TestClient.post(
                    TestClient.create(SOON, TestClient.PATIENCE), to(silent.url()), CHAT, message(), "");
            assertUncertain(reply, "no answer in time");
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(15)
    void nobodyKnowsWhereNoAnswerComesWithinTheTotalTimeout() {
        try (WireServer silent = new WireServer(WireServer::waitForHangUp)) {
            Reply reply = TestClient.post(
                    TestClient.create(TestClient.PATIENCE, SOON), to(silent.url()), CHAT, message(), "");
            assertUncertain(reply, "no answer");
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobodyKnowsWhereAServerErrorBreaksOff() {
        try (WireServer half = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{\"code\":");
        })) {
            assertUncertain(post(half.url()), 1, "HTTP 500, and its explanation broke off");
            assertThat(half.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void nothingWasPostedWhereARefusalBreaksOff(int status) {
        try (WireServer half = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 " + status + " No\r\nContent-Length: 100\r\n\r\n{\"code\":");
        })) {
            assertThat(post(half.url()))
                    .isEqualTo(new Reply(
                            new Outcome.Unavailable(
                                    "http_" + status, "HTTP " + status + ", and its explanation broke off"),
                            1));
            assertThat(half.connections()).isEqualTo(1);
        }
    }

    @Test
    void itIsThrottledWhereTheAnswerSaysSoAndThenBreaksOff() {
        try (WireServer half = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 429 Slow\r\nRetry-After: 75\r\nContent-Length: 100\r\n\r\n{\"code\":");
        })) {
            assertThat(post(half.url()))
                    .isEqualTo(new Reply(new Outcome.Throttled("http_429", Optional.of(Duration.ofSeconds(75))), 1));
            assertThat(half.connections()).isEqualTo(1);
        }
    }

    @Test
    void itIsDeliveredWhereTheAnswerSaysSoAndThenBreaksOff() {
        try (WireServer half = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"message_id\":");
        })) {
            assertThat(post(half.url())).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
        }
    }

    /** The JDK's client gives such an answer to nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    void itIsDeliveredWhereAnAnswerWithoutContentClaimsToHaveSome(String rest) {
        try (WireServer careless = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 204 No Content\r\n" + rest);
        })) {
            assertThat(post(careless.url())).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
            assertThat(careless.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 80, 40})
    void nothingWasSentWhereTheOtherSideEndsTheHandshakeWithAnAlert(int alert) {
        try (WireServer rude = new WireServer(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
        })) {
            assertNotSent(post("https://" + rude.address()), "");
        }
    }

    @Test
    @Timeout(15)
    void itIsDeliveredWhereTheAnswerSaysSoAndItsBodyTakesTooLong() {
        try (WireServer slow = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"message_id\":");
            WireServer.waitForHangUp(socket);
        })) {
            Reply reply =
                    TestClient.post(TestClient.create(SOON, TestClient.PATIENCE), to(slow.url()), CHAT, message(), "");
            assertThat(reply).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
        }
    }

    @Test
    @Timeout(15)
    void anEndlessErrorBodyDoesNotOutlastTheReadTimeout() {
        try (WireServer slow = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (!socket.isOutputShutdown()) {
                WireServer.write(socket, "1\r\n \r\n");
                LockSupport.parkNanos(TRICKLE_NANOS);
            }
        })) {
            Reply reply =
                    TestClient.post(TestClient.create(SOON, TestClient.PATIENCE), to(slow.url()), CHAT, message(), "");
            assertUncertain(reply, 1, "HTTP 500, and its explanation broke off");
        }
    }

    @Test
    void nothingWasSentWhereTheTokenTakesAllTheTime() {
        try (WireServer silent = new WireServer(WireServer::waitForHangUp)) {
            Reply reply = TestClient.post(
                    TestClient.create(TestClient.PATIENCE, SOON),
                    TestConnections.to(accounts.url(), silent.url()),
                    CHAT,
                    message(),
                    "");
            assertThat(reply.calls()).isZero();
            assertThat(reply.outcome()).isInstanceOf(Outcome.Unavailable.class);
            assertThat(accounts.posts()).isEmpty();
        }
    }

    @Test
    void nothingWasSentWhereTheTokenRequestFails() {
        Reply reply = TestClient.post(
                TestClient.create(TestClient.stoppedTransport(), TestClient.PATIENCE, Clock.systemUTC()),
                to(accounts.url()),
                CHAT,
                message(),
                "");
        assertThat(reply.calls()).isZero();
        assertThat(reply.outcome()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(accounts.tokenRequests()).isEmpty();
        assertThat(accounts.posts()).isEmpty();
    }

    @Test
    void nothingWasSentWhereNoHeaderCanHoldTheSecondToken() {
        accounts.next(Answer.error(401, "oauthtoken_invalid"));
        accounts.nextToken(accounts.newToken());
        accounts.nextToken(Answer.of(200, "{\"access_token\":\"a\\nb\"}"));
        Reply reply = post(accounts.url());
        assertThat(reply.calls()).isEqualTo(1);
        assertThat(reply.outcome()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(accounts.posts()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        CountDownLatch arrived = new CountDownLatch(1);
        try (WireServer silent = new WireServer(socket -> {
            WireServer.readRequest(socket);
            arrived.countDown();
            WireServer.waitForHangUp(socket);
        })) {
            Thread poster = Thread.currentThread();
            Thread stopper = new Thread(() -> {
                try {
                    arrived.await();
                } catch (InterruptedException ended) {
                    return;
                }
                poster.interrupt();
            });
            stopper.start();
            Reply reply = TestClient.post(
                    TestClient.create(
                            TestClient.transport(TestClient.PATIENCE), TestClient.PATIENCE, Clock.systemUTC()),
                    to(silent.url()),
                    CHAT,
                    message(),
                    "");
            assertThat(Thread.interrupted()).isTrue();
            assertUncertain(reply, "");
        }
    }

    private Reply post(String api) {
        return TestClient.post(TestClient.create(), to(api), CHAT, message(), "");
    }

    private Connection to(String api) {
        return TestConnections.to(api, accounts.url());
    }

    private static void assertNotSent(Reply reply, String reason) {
        assertThat(reply.calls()).isZero();
        assertThat(reply.outcome())
                .asInstanceOf(type(Outcome.Unavailable.class))
                .satisfies(unavailable -> {
                    assertThat(unavailable.code()).isEqualTo("not_connected");
                    assertThat(unavailable.reason()).contains(reason);
                });
    }

    private static void assertUncertain(Reply reply, String reason) {
        assertUncertain(reply, 0, reason);
    }

    private static void assertUncertain(Reply reply, int calls, String reason) {
        assertThat(reply.calls()).isEqualTo(calls);
        assertThat(reply.outcome())
                .asInstanceOf(type(Outcome.Uncertain.class))
                .satisfies(uncertain -> assertThat(uncertain.reason()).contains(reason));
    }
}
