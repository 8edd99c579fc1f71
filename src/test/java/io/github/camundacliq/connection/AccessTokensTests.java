package io.github.camundacliq.connection;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.WireServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StubCliq zoho = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final Connection connection = TestConnections.to(zoho);
    private final AccessTokens tokens = new AccessTokens(TestClient.transport(PATIENCE), clock);

    @AfterEach
    void stopServer() {
        zoho.close();
    }

    @Test
    void sendsTheGrantAsAFormAndNeverInTheAddress() {
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(zoho.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/oauth/v2/token");
            assertThat(request.header("Content-type")).startsWith("application/x-www-form-urlencoded");
            assertThat(request.header("User-agent")).isEqualTo("camunda-cliq/test");
            assertThat(request.body().split("&"))
                    .containsExactlyInAnyOrder(
                            "grant_type=refresh_token",
                            "client_id=1000.CLIENT",
                            "client_secret=" + TestConnections.CLIENT_SECRET,
                            "refresh_token=" + TestConnections.REFRESH_TOKEN);
        });
    }

    @ParameterizedTest
    @CsvSource({"ZohoCliq.12345, &soid=ZohoCliq.12345", ", ''"})
    void sendsClientCredentialsWithTheOrganizationWhereOneIsSet(String organization, String expected) {
        Grant grant = new Grant.ClientCredentials(
                "1000.CLIENT", new Secret("a+b/c=&d"), "ZohoCliq.Webhooks.CREATE", Optional.ofNullable(organization));
        tokens.get(TestConnections.named("team_b", zoho.url(), zoho.url(), grant), deadline());
        assertThat(zoho.tokenRequests())
                .singleElement()
                .extracting(StubCliq.Request::body)
                .isEqualTo("grant_type=client_credentials&client_id=1000.CLIENT&client_secret=a%2Bb%2Fc%3D%26d"
                        + "&scope=ZohoCliq.Webhooks.CREATE" + expected);
    }

    @Test
    void asksOnceForFiftyThreadsThatFindNoToken() throws Exception {
        int threads = 50;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> {
                    together.await();
                    return token();
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("1000.stubtoken1");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(zoho.tokenRequests()).hasSize(1);
    }

    @Test
    void givesUpWaitingForAnotherCallersRequestAtTheDeadline() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        nextTokenWaits(asked, answered);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = other.submit(this::token);
            asked.await();
            assertThat(tokens.get(connection, Deadline.in(Duration.ofMillis(50), clock)))
                    .isEqualTo(new TokenReply.Unavailable("the accounts server gave no token in time"));
            answered.countDown();
            assertThat(first.get()).isEqualTo("1000.stubtoken1");
        } finally {
            other.shutdownNow();
        }
        assertThat(zoho.tokenRequests()).hasSize(1);
    }

    private void nextTokenWaits(CountDownLatch asked, CountDownLatch until) {
        zoho.nextToken(request -> {
            asked.countDown();
            return afterwards(until, zoho.newToken());
        });
    }

    /** Such as a health check, which gives up long before a post would. */
    @Test
    void asksItselfWhereAnotherCallersRequestWasGivenUpEarly() throws Exception {
        Clock real = Clock.systemUTC();
        AccessTokens tokens = new AccessTokens(TestClient.transport(TestClient.PATIENCE), real);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        nextTokenWaits(asked, never);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<TokenReply> impatient =
                    other.submit(() -> tokens.get(connection, Deadline.in(Duration.ofSeconds(1), real)));
            asked.await();
            assertThat(tokens.get(connection, Deadline.in(Duration.ofSeconds(60), real)))
                    .isInstanceOf(TokenReply.Granted.class);
            assertThat(impatient.get()).isInstanceOf(TokenReply.Unavailable.class);
        } finally {
            never.countDown();
            other.shutdownNow();
        }
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    /** A slow accounts server counts each request that is given up. */
    @Test
    void doesNotAskItselfWithLittleTimeLeft() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        zoho.nextToken(request -> {
            asked.countDown();
            return afterwards(answered, Answer.of(503, ""));
        });
        FutureTask<TokenReply> first =
                new FutureTask<>(() -> tokens.get(connection, Deadline.in(Duration.ofSeconds(30), clock)));
        FutureTask<TokenReply> second =
                new FutureTask<>(() -> tokens.get(connection, Deadline.in(Duration.ofSeconds(40), clock)));
        new Thread(first).start();
        asked.await();
        Thread joining = new Thread(second);
        joining.start();
        await().until(() -> joining.getState() == Thread.State.TIMED_WAITING);
        clock.pass(Duration.ofSeconds(30));
        answered.countDown();
        assertThat(second.get()).isInstanceOf(TokenReply.Unavailable.class).isEqualTo(first.get());
        assertThat(zoho.tokenRequests()).hasSize(1);
    }

    @Test
    void keepsATokenUntilAMinuteBeforeItExpires() {
        token();
        clock.pass(Duration.ofSeconds(3539));
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(zoho.tokenRequests()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("1000.stubtoken2");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @Test
    void takesAnHourWhereTheServerDoesNotSayHowLongATokenLives() {
        zoho.nextToken(Answer.of(200, "{\"access_token\":\"1000.eternal\"}"));
        token();
        clock.pass(Duration.ofSeconds(3539));
        assertThat(token()).isEqualTo("1000.eternal");
        clock.pass(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9223372036854775807000", "1e300", "3600000", "31536000"})
    void takesAnHourWhereATokenClaimsToLiveLonger(String life) {
        zoho.nextToken(Answer.of(200, "{\"access_token\":\"1000.eternal\",\"expires_in\":" + life + "}"));
        assertThat(token()).isEqualTo("1000.eternal");
        clock.pass(Duration.ofMinutes(59));
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @Test
    void keepsATokenThatLivesShortlyForHalfThatTime() {
        zoho.nextToken(Answer.of(200, "{\"access_token\":\"1000.brief\",\"expires_in\":60}"));
        token();
        clock.pass(Duration.ofSeconds(29));
        assertThat(token()).isEqualTo("1000.brief");
        clock.pass(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808", "9223372036854775808"})
    void usesATokenThatLivesNoTimeOnce(String life) {
        zoho.nextToken(Answer.of(200, "{\"access_token\":\"1000.brief\",\"expires_in\":" + life + "}"));
        assertThat(token()).isEqualTo("1000.brief");
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @Test
    void readsAnAnswerWhateverItsContentTypeSays() {
        zoho.nextToken(new Answer(200, "{\"access_token\":\"1000.odd\"}", Map.of("Content-Type", "no type at all")));
        assertThat(token()).isEqualTo("1000.odd");
    }

    @Test
    void readsNoMoreThanAMegabyte() {
        zoho.nextToken(Answer.of(200, "{\"x\":\"" + "x".repeat(1024 * 1024) + "\",\"access_token\":\"1000.late\"}"));
        assertThat(tokens.get(connection, deadline())).isInstanceOf(TokenReply.Unavailable.class);
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"1000.half\""
            })
    void triesAgainNextTimeWhereTheAnswerCannotBeRead(String answer) {
        try (WireServer odd = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, answer);
        })) {
            Connection other = TestConnections.to(odd.url(), odd.url());
            assertThat(tokens.get(other, deadline()))
                    .asInstanceOf(type(TokenReply.Unavailable.class))
                    .satisfies(unavailable ->
                            assertThat(unavailable.reason()).contains(odd.url()).contains("gave no token"));
            assertThat(odd.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"302, ''", "404, <html>", "200, {}"})
    void asksForTheAddressWhereTheAnswerIsNoneOfZohos(int status, String body) {
        zoho.nextToken(Answer.of(status, body));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable -> assertThat(unavailable.reason())
                        .contains("HTTP " + status, "accounts-base-url", "data-center"));
    }

    @Test
    void triesAgainNextTimeWhereTheRequestFails() {
        TokenReply reply = new AccessTokens(TestClient.stoppedTransport(), clock).get(connection, deadline());
        assertThat(reply)
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable ->
                        assertThat(unavailable.reason()).contains(zoho.url()).contains("no thread"));
        assertThat(zoho.tokenRequests()).isEmpty();
    }

    @Test
    void keepsOneTokenForEachConnection() {
        Connection other = TestConnections.named("team_b", zoho.url(), zoho.url(), connection.grant());
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(granted(tokens.get(other, deadline()))).isEqualTo("1000.stubtoken2");
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @Test
    void fetchesANewTokenForOneThatWasDropped() {
        tokens.drop(connection, grant());
        assertThat(token()).isEqualTo("1000.stubtoken2");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @Test
    void knowsThatCliqAcceptedATokenThoughALateAnswerTellsOfAnOlderOne() {
        TokenReply.Granted older = grant();
        tokens.drop(connection, older);
        clock.pass(Duration.ofSeconds(1));
        TokenReply.Granted newer = grant();
        tokens.accept(connection, newer);
        tokens.accept(connection, older);
        assertThat(tokens.refuse(connection, newer)).isEqualTo(TokenStanding.ACCEPTED);
    }

    @Test
    void letsAMomentPassAfterAFailure() {
        zoho.nextToken(Answer.of(503, "<html>down</html>"));
        assertThat(tokens.get(connection, deadline())).isInstanceOf(TokenReply.Unavailable.class);
        assertThat(token()).isEqualTo("1000.stubtoken1");
        long between = zoho.tokenRequests().get(1).arrived()
                - zoho.tokenRequests().get(0).arrived();
        assertThat(Duration.ofNanos(between)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void dropsNoTokenThatReplacedTheRefusedOne() {
        TokenReply.Granted refused = grant();
        tokens.drop(connection, refused);
        assertThat(token()).isEqualTo("1000.stubtoken2");
        tokens.drop(connection, refused);
        assertThat(token()).isEqualTo("1000.stubtoken2");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | invalid_code          | cliq.connections.team_a.refresh-token
            200 | invalid_grant         | cliq.connections.team_a.refresh-token
            400 | invalid_grant         | cliq.connections.team_a.refresh-token
            200 | invalid_client        | cliq.connections.team_a.client-id and .data-center
            401 | invalid_client        | cliq.connections.team_a.client-id and .data-center
            200 | invalid_client_secret | cliq.connections.team_a.client-secret
            200 | missing_org_info      | cliq.connections.team_a.soid
            200 | invalid_scope         | cliq.connections.team_a.scope
            200 | something_new         | cliq.connections.team_a
            """)
    void tellsTheRemedyForARefusal(int status, String error, String property) {
        zoho.nextToken(Answer.of(status, "{\"error\":\"" + error + "\"}"));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(error);
                    assertThat(refused.advice()).contains(property);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"server_error", "temporarily_unavailable"})
    void isNotRefusedByTroublesOfTheServersOwn(String error) {
        zoho.nextToken(Answer.of(200, "{\"error\":\"" + error + "\"}"));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable -> assertThat(unavailable.reason()).contains(error));
    }

    @Test
    void cutsAnAbsurdCode() {
        zoho.nextToken(Answer.of(200, "{\"error\":\"" + "x".repeat(5000) + "\"}"));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Refused.class))
                .satisfies(refused -> assertThat(refused.code()).hasSize(60));
    }

    @Test
    void remembersARefusalForAMinute() {
        zoho.nextToken(Answer.of(200, "{\"error\":\"invalid_code\"}"));
        TokenReply refusal = tokens.get(connection, deadline());
        assertThat(refusal.toString())
                .contains("Until " + clock.instant().plusSeconds(60) + " this node gives the same answer");
        clock.pass(Duration.ofSeconds(59));
        assertThat(tokens.get(connection, deadline())).isEqualTo(refusal);
        assertThat(zoho.tokenRequests()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"Access Denied","error_description":"You have made too many requests continuously."}
            200 | {"error":"Access Denied","error_description":"You have made too many requests continuously."}
            200 | {"error":"access_denied","error_description":"You have made too many requests continuously."}
            429 | {"error":"slow down"}
            429 | ''
            """)
    void asksForNoTokenInTenMinutesAfterTooManyRequests(int status, String body) {
        zoho.nextToken(Answer.of(status, body));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable -> assertThat(unavailable.reason())
                        .contains(
                                "too many", "no token before " + clock.instant().plusSeconds(600)));
        clock.pass(Duration.ofSeconds(599));
        assertThat(tokens.get(connection, deadline())).isInstanceOf(TokenReply.Unavailable.class);
        assertThat(zoho.tokenRequests()).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @Test
    void asksAgainAtOnceWhenItIsToldToForgetARefusal() {
        zoho.nextToken(Answer.of(400, "{\"error\":\"Access Denied\"}"));
        assertThat(tokens.get(connection, deadline())).isInstanceOf(TokenReply.Unavailable.class);
        tokens.forget(connection);
        assertThat(token()).isEqualTo("1000.stubtoken1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | ''
            200 | <html>Maintenance</html>
            200 | []
            200 | {"access_token":""}
            200 | {"access_token":null}
            200 | {"access_token":"two words"}
            200 | {"access_token":"1000.a\\r\\nX-Evil: 1"}
            200 | {"access_token":"größer"}
            204 | ''
            302 | ''
            500 | {"error":"general_error"}
            503 | <html>Service Unavailable</html>
            """)
    void triesAgainNextTimeWhereTheServerMadeNoSense(int status, String body) {
        zoho.nextToken(Answer.of(status, body));
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable ->
                        assertThat(unavailable.reason()).contains(zoho.url()).contains("HTTP " + status));
        assertThat(token()).isEqualTo("1000.stubtoken1");
        assertThat(zoho.tokenRequests()).hasSize(2);
    }

    @Test
    void saysWhichServerCannotBeReached() {
        zoho.close();
        assertThat(tokens.get(connection, deadline()))
                .asInstanceOf(type(TokenReply.Unavailable.class))
                .satisfies(unavailable ->
                        assertThat(unavailable.reason()).contains(zoho.url()).contains("the connection was refused"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatTheServerDoesNotAnswer(boolean readTimeoutFirst) {
        try (WireServer silent = new WireServer(WireServer::waitForHangUp)) {
            Duration soon = Duration.ofSeconds(2);
            TokenReply reply = new AccessTokens(TestClient.transport(readTimeoutFirst ? soon : PATIENCE), clock)
                    .get(
                            TestConnections.to(silent.url(), silent.url()),
                            Deadline.in(readTimeoutFirst ? PATIENCE : soon, Clock.systemUTC()));
            assertThat(reply)
                    .asInstanceOf(type(TokenReply.Unavailable.class))
                    .satisfies(unavailable -> assertThat(unavailable.reason()).contains("no answer"));
        }
    }

    @Test
    void keepsSecretsOutOfABrokenAnswerThatEchoesThem() {
        try (WireServer rude = new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-Echo: client_secret=" + TestConnections.CLIENT_SECRET + "\u0001"
                            + "x".repeat(5000) + "\r\n\r\n");
        })) {
            TokenReply reply = tokens.get(TestConnections.to(rude.url(), rude.url()), deadline());
            assertThat(reply).asInstanceOf(type(TokenReply.Unavailable.class)).satisfies(unavailable -> assertThat(
                            unavailable.reason())
                    .contains("X-Echo: client_secret=******")
                    .doesNotContain(TestConnections.CLIENT_SECRET)
                    .doesNotContainPattern("\\p{Cntrl}")
                    .hasSizeLessThan(400));
        }
    }

    @Test
    void followsNoRedirect() {
        zoho.nextToken(new Answer(307, "", Map.of("Location", zoho.url() + "/oauth/v2/token")));
        assertThat(tokens.get(connection, deadline())).isInstanceOf(TokenReply.Unavailable.class);
        assertThat(zoho.tokenRequests()).hasSize(1);
    }

    @Test
    void keepsSecretsOutOfARefusalThatEchoesThem() {
        zoho.nextToken(request -> Answer.of(
                200,
                "{\"error\":\"bad " + TestConnections.REFRESH_TOKEN + " " + TestConnections.CLIENT_SECRET + "\"}"));
        assertThat(tokens.get(connection, deadline()))
                .isInstanceOf(TokenReply.Refused.class)
                .asString()
                .doesNotContain(TestConnections.REFRESH_TOKEN)
                .doesNotContain(TestConnections.CLIENT_SECRET);
    }

    private String token() {
        return granted(tokens.get(connection, deadline()));
    }

    private TokenReply.Granted grant() {
        return (TokenReply.Granted) tokens.get(connection, deadline());
    }

    private static String granted(TokenReply reply) {
        assertThat(reply).isInstanceOf(TokenReply.Granted.class);
        return ((TokenReply.Granted) reply).token().value();
    }

    private Deadline deadline() {
        return Deadline.in(PATIENCE, clock);
    }

    private static Answer afterwards(CountDownLatch signal, Answer answer) {
        try {
            signal.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
