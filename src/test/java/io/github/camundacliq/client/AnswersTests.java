package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of Zoho's table of answers, and what is no answer of Cliq at all. */
class AnswersTests {

    private static final ChatId CHAT = new ChatId("CT_1");
    private static final Message MESSAGE = new Message.Text("Hello");
    private static final String INSTANCE = "7d0a4c3e-c7b1-11f0-9d3b-0242ac120002";

    private final StubCliq cliq = new StubCliq();
    private final Connection connection = TestConnections.to(cliq);
    private final ManualClock clock = new ManualClock();
    private final CliqClient client =
            TestClient.create(TestClient.transport(TestClient.PATIENCE), TestClient.PATIENCE, clock);

    @AfterEach
    void stopServer() {
        cliq.close();
    }

    @Test
    void postsWithZohosOwnAuthorizationScheme() {
        post();
        assertThat(cliq.posts()).singleElement().satisfies(post -> {
            assertThat(post.method()).isEqualTo("POST");
            assertThat(post.path()).isEqualTo("/api/v2/chats/CT_1/message");
            assertThat(post.header("Authorization")).isEqualTo("Zoho-oauthtoken 1000.stubtoken1");
            assertThat(post.header("User-agent")).isEqualTo("camunda-cliq/test");
            assertThat(post.header("Content-type")).isEqualTo("application/json");
            assertThat(post.body()).isEqualTo("{\"text\":\"Hello\"}");
        });
    }

    @Test
    void tellsItsOwnSandboxWhichProcessInstancePosts() {
        TestClient.post(client, TestConnections.toSandbox(cliq), CHAT, MESSAGE, INSTANCE);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.header("X-cliq-process-instance"))
                .isEqualTo(INSTANCE));
    }

    @Test
    void tellsNobodyElseAnythingOfTheProcess() {
        post();
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(String.valueOf(post.headers()))
                .doesNotContainIgnoringCase("process-instance")
                .doesNotContain(INSTANCE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            204 | ''
            200 | ''
            201 | ''
            200 | {}
            200 | []
            200 | OK
            200 | <html>Fine</html>
            """)
    void anyTwoHundredIsDelivered(int status, String body) {
        cliq.always(Answer.of(status, body));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauthtoken_invalid", "invalid_oauthtoken", "request_limit_exceeded"})
    void aTwoHundredIsDeliveredWhateverItsCodeSays(String code) {
        cliq.always(Answer.error(200, code));
        Reply reply = post();
        assertThat(reply.calls()).isEqualTo(1);
        assertThat(reply.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void handsOnWhatCliqReturned() {
        cliq.always(
                Answer.of(200, "{\"message_id\":\"1599387839188_229293271789\",\"time\":1599387839188,\"x\":null}"));
        assertThat(post().outcome())
                .isEqualTo(new Outcome.Delivered(
                        Map.of("message_id", "1599387839188_229293271789", "time", 1599387839188L)));
    }

    @Test
    void blamesAProxyForARefusalWithoutACodeOfCliqs() {
        cliq.always(Answer.of(403, "<html>Blocked by your proxy</html>"));
        assertThat(post().outcome())
                .asInstanceOf(type(Outcome.Rejected.class))
                .satisfies(rejected -> assertThat(rejected.advice()).contains("proxy", "correct the inputs"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | oauthtoken_scope_invalid         | ZohoCliq.Webhooks.CREATE
            401 | oauthtoken_scope_invalid         | ZohoCliq.Webhooks.CREATE
            400 | operation_failed                 | Check 'chatId' first
            404 | operation_failed                 | Check 'chatId' first
            404 | chat_not_found                   | browser's address
            403 | chat_access_denied               | user to the chat
            400 | chat_access_denied               | user to the chat
            403 | access_denied                    | user to the chat
            400 | channel_not_exists               | browser's address
            400 | extra_key_found                  | remove it
            400 | param_missing                    | add it
            400 | input_json_invalid               | Correct the message
            400 | input_pattern_mismatch           | Correct the message
            400 | invalid_data                     | Correct the message
            404 | request_url_invalid              | api-base-url
            400 | request_url_invalid              | api-base-url
            400 | request_method_invalid           | api-base-url
            405 | request_method_invalid           | api-base-url
            400 | buddies_self_message_restricted  | another chat
            403 | operation_not_allowed            | retry
            400 | 121_orgmem_message               | retry
            409 | something_zoho_thinks_up_one_day | retry
            """)
    void rejectsForGoodWithAdviceAndWithoutAnotherCall(int status, String code, String advice) {
        cliq.always(Answer.error(status, code));
        Reply reply = post();
        assertThat(reply.calls()).isEqualTo(1);
        assertThat(reply.outcome()).asInstanceOf(type(Outcome.Rejected.class)).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.detail()).isEqualTo("Cliq explains " + code);
            assertThat(rejected.advice()).contains(advice);
        });
        assertThat(cliq.posts()).hasSize(1);
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"message":"Only words"}           | http_400 | Only words
            404 | <html><h1>Not Found</h1></html>    | http_404 | HTTP 404 without an explanation
            413 | Payload Too Large                  | http_413 | HTTP 413 without an explanation
            400 | {"code":                           | http_400 | HTTP 400 without an explanation
            403 | ''                                 | http_403 | HTTP 403 without an explanation
            400 | []                                 | http_400 | HTTP 400 without an explanation
            400 | null                               | http_400 | HTTP 400 without an explanation
            400 | {"code":null,"message":null}       | http_400 | HTTP 400 without an explanation
            400 | {"code":1234,"message":"a\\n  b"}  | 1234     | a b
            400 | {"error":{"code":"invalid_data"}}  | invalid_data | HTTP 400 without an explanation
            400 | {"error":{"code":"invalid_data","message":"No text"}} | invalid_data | No text
            400 | {"message":"'You have exceeded the URL throttle limits' is no text"} | http_400 | 'You have exceeded the URL throttle limits' is no text
            302 | ''                                 | http_302 | a redirect, which Cliq never answers with
            """)
    void rejectsWhatItCannotRead(int status, String body, String code, String detail) {
        cliq.always(Answer.of(status, body));
        assertThat(post().outcome()).asInstanceOf(type(Outcome.Rejected.class)).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.detail()).isEqualTo(detail);
        });
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no code at all", "<script>", "", "größer"})
    void takesNoTextForACode(String code) {
        cliq.always(Answer.error(400, code));
        assertThat(post().outcome())
                .asInstanceOf(type(Outcome.Rejected.class))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("http_400"));
    }

    @Test
    void cutsALongExplanation() {
        cliq.always(Answer.of(400, "{\"code\":\"invalid_data\",\"message\":\"" + "x".repeat(5000) + "\"}"));
        assertThat(post().outcome())
                .asInstanceOf(type(Outcome.Rejected.class))
                .satisfies(rejected -> assertThat(rejected.detail()).hasSizeLessThan(250));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"code":"request_limit_exceeded","message":"You have exceeded the URL throttle limits."} | request_limit_exceeded
            400 | {"message":"You have exceeded the URL throttle limits."} | http_400
            429 | {"code":"rate_limit_exceeded"} | rate_limit_exceeded
            400 | {"code":"rate_limit_exceeded"} | rate_limit_exceeded
            429 | {"code":"operation_failed"}    | operation_failed
            429 | <html>Too Many</html>          | http_429
            429 | ''                             | http_429
            429 | {"code":"oauthtoken_invalid"}  | oauthtoken_invalid
            401 | {"code":"request_limit_exceeded"} | request_limit_exceeded
            401 | {"code":"rate_limit_exceeded"} | rate_limit_exceeded
            """)
    void isThrottledAndDoesNotRepeatThePost(int status, String body, String code) {
        cliq.always(Answer.of(status, body));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Throttled(code, Optional.empty()), 1));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                             | PT1S
            86400                         | PT24H
            86401                         | PT24H
            99999999999999999999          | PT24H
            Tue, 24 Nov 2026 12:00:00 GMT | PT24H
            75                            | PT1M15S
            Sun, 22 Nov 2026 12:03:00 GMT | PT3M
            """)
    void honoursRetryAfter(String header, Duration expected) {
        cliq.always(new Answer(429, "", Map.of("Retry-After", header)));
        assertThat(post().outcome()).isEqualTo(new Outcome.Throttled("http_429", Optional.of(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "0", "-5", "1.5", "Sun, 22 Nov 2026", "Sun, 22 Nov 2026 11:00:00 GMT"})
    void ignoresARetryAfterThatTellsNothing(String header) {
        cliq.always(new Answer(429, "", Map.of("Retry-After", header)));
        assertThat(post().outcome()).isEqualTo(new Outcome.Throttled("http_429", Optional.empty()));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, operation_failed",
        "503, operation_failed",
        "500, chat_operation_failed",
        "503, service_unavailable",
        "500, internal_error",
        "502, operation_failed"
    })
    void isUnavailableWhereCliqItselfFailed(int status, String code) {
        cliq.always(Answer.error(status, code));
        assertThat(post())
                .isEqualTo(new Reply(new Outcome.Unavailable(code, "HTTP " + status + ", Cliq explains " + code), 1));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | ''
            500 | <html>Internal Server Error</html>
            500 | {"message":"no code"}
            502 | <html>Bad Gateway</html>
            503 | ''
            503 | <html>Service Unavailable</html>
            504 | ''
            504 | upstream request timeout
            504 | {"code":504,"message":"upstream timed out"}
            502 | {"error":{"code":502}}
            503 | {"code":14,"message":"unavailable"}
            500 | {"code":"InternalServerError","message":"upstream"}
            504 | {"error":{"code":"GatewayTimeout","message":"upstream timed out"}}
            504 | {"code":"gateway_timeout","message":"upstream timed out"}
            502 | {"code":"bad_gateway"}
            """)
    void isUncertainWhereAGatewayAnsweredAndDoesNotRepeatThePost(int status, String body) {
        cliq.always(Answer.of(status, body));
        Reply reply = post();
        assertThat(reply.calls()).isEqualTo(1);
        assertThat(reply.outcome())
                .asInstanceOf(type(Outcome.Uncertain.class))
                .satisfies(uncertain -> assertThat(uncertain.reason()).contains("HTTP " + status));
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauthtoken_invalid", "invalid_oauthtoken", "anything_else"})
    void fetchesOneNewTokenForARefusedOneAndPostsAgain(String code) {
        cliq.next(Answer.error(401, code));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 2));
        assertThat(cliq.tokenRequests()).hasSize(2);
        assertThat(cliq.posts())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Zoho-oauthtoken 1000.stubtoken1", "Zoho-oauthtoken 1000.stubtoken2");
    }

    @ParameterizedTest
    @CsvSource({"14, 20, 0", "14, 15, 1", "16, 20, 1"})
    void aRepetitionHasTheTimeThatIsLeftIfThatIsEnough(long since, long token, int posts) {
        cliq.nextToken(request -> {
            clock.pass(Duration.ofSeconds(token));
            return cliq.newToken();
        });
        Optional<Instant> repeated = Optional.of(clock.instant().minusSeconds(since));
        assertThat(client.post(connection, CHAT, MESSAGE, INSTANCE, repeated).calls())
                .isEqualTo(posts);
        assertThat(cliq.posts()).hasSize(posts);
    }

    @Test
    void doesNotPostWithATokenThatCameTooLateForAnAnswer() {
        cliq.nextToken(request -> {
            clock.pass(TestClient.PATIENCE.minusMillis(499));
            return cliq.newToken();
        });
        assertThat(post())
                .isEqualTo(new Reply(
                        new Outcome.Unavailable("no_time", "the access token came too late to post with it"), 0));
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void replacesATokenThatWasNewAMinuteAgo() {
        Optional<Instant> first = Optional.of(clock.instant());
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(wantsNewToken(Optional.empty())).isTrue();
        assertThat(wantsNewToken(first)).isFalse();
        clock.pass(Duration.ofMinutes(1));
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(wantsNewToken(first)).isTrue();
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void takesNoCodeOfCliqsForARefusedToken() {
        cliq.always(Answer.error(500, "token_refused"));
        assertThat(post().outcome())
                .isInstanceOfSatisfying(Outcome.Unavailable.class, down -> assertThat(down.wantsNewToken())
                        .isFalse());
    }

    @Test
    void leavesTheRepetitionToWhoKnowsWhetherItMayLeave() {
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        Reply first = client.post(connection, CHAT, MESSAGE, INSTANCE, Optional.empty());
        assertThat(first.calls()).isEqualTo(1);
        assertThat(first.outcome().wantsNewToken()).isTrue();
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"code":"oauthtoken_invalid"} | oauthtoken_invalid
            401 | {"code":"invalid_oauthtoken"} | invalid_oauthtoken
            400 | {"code":"oauthtoken_invalid"} | oauthtoken_invalid
            401 | <html>Unauthorized</html>     | http_401
            401 | ''                            | http_401
            """)
    void rejectsAfterTwoRefusedTokens(int status, String body, String code) {
        cliq.always(Answer.of(status, body));
        Reply reply = post();
        assertThat(reply.calls()).isEqualTo(2);
        assertThat(reply.outcome()).asInstanceOf(type(Outcome.Rejected.class)).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.advice()).contains("data centre").contains("refresh token");
        });
        assertThat(cliq.posts()).hasSize(2);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void asksForNoMoreTokensWhileCliqRefusesNewOnes() {
        cliq.always(Answer.error(401, "oauthtoken_invalid"));
        String advice = ((Outcome.Rejected) post().outcome()).advice();
        clock.pass(Duration.ofSeconds(179));
        Reply once = post();
        assertThat(once.calls()).isEqualTo(1);
        assertThat(((Outcome.Rejected) once.outcome()).advice())
                .isEqualTo(advice)
                .contains("asks for no other token");
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.tokenRequests()).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        cliq.always(new Answer(204, "", Map.of()));
        assertThat(post().outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.tokenRequests()).hasSize(3);
    }

    /** Another chat's posts are not its victims. */
    @Test
    void refusesOnlyThePostThatIsRefusedTwice() {
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(post().outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(post()).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(post()).as("it is in doubt no longer").isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 2));
    }

    /** Some posts may be refused whatever the token; the others need one of the ten that there are. */
    @Test
    void repeatsWithATokenThatCliqAcceptsWhereFourWereReplacedInTenMinutes() {
        replaceFourTokens();
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 2));
        assertThat(cliq.tokenRequests()).hasSize(5);
    }

    @Test
    void replacesATokenThatCliqAcceptsFromNobodyHoweverManyWereReplaced() {
        replaceFourTokens();
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        clock.pass(Duration.ofSeconds(5));
        Optional<Instant> first = Optional.of(clock.instant());
        assertThat(wantsNewToken(Optional.empty())).isTrue();
        assertThat(wantsNewToken(first)).as("with the same").isTrue();
        assertThat(wantsNewToken(first)).as("with another").isFalse();
        assertThat(cliq.tokenRequests()).hasSize(6);
    }

    private boolean wantsNewToken(Optional<Instant> repeated) {
        return client.post(connection, CHAT, MESSAGE, INSTANCE, repeated)
                .outcome()
                .wantsNewToken();
    }

    private void replaceFourTokens() {
        for (int replaced = 0; replaced < 4; replaced++) {
            cliq.next(Answer.error(401, "oauthtoken_invalid"));
            assertThat(post().outcome()).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(cliq.tokenRequests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "chat_not_found", "operation_failed"})
    void takesWhatCliqSaysOfAChatForNoRefusedToken(String code) {
        cliq.always(Answer.error(401, code));
        assertThat(post().outcome())
                .isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo(code));
        assertThat(cliq.posts()).hasSize(1);
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void isUnavailableWhereTheRequestDidNotArriveInTime() {
        cliq.always(Answer.of(408, "<html>Request Timeout</html>"));
        assertThat(post().outcome())
                .isEqualTo(new Outcome.Unavailable("http_408", "the request did not arrive in time"));
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void classifiesTheSecondAnswerByItself() {
        cliq.next(Answer.error(401, "oauthtoken_invalid"));
        cliq.next(Answer.error(400, "request_limit_exceeded"));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Throttled("request_limit_exceeded", Optional.empty()), 2));
    }

    @Test
    void doesNotPostWithoutAToken() {
        cliq.nextToken(Answer.of(200, "{\"error\":\"invalid_client\"}"));
        Reply reply = post();
        assertThat(reply.calls()).isZero();
        assertThat(reply.outcome()).asInstanceOf(type(Outcome.Rejected.class)).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo("invalid_client");
            assertThat(rejected.advice()).contains("cliq.connections.team_a.client-id");
        });
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void isUnavailableWhileTheAccountsServerThrottles() {
        cliq.nextToken(Answer.of(
                400, "{\"error\":\"Access Denied\",\"error_description\":\"You have made too many requests\"}"));
        assertThat(post().outcome())
                .asInstanceOf(type(Outcome.Unavailable.class))
                .satisfies(unavailable -> assertThat(unavailable.reason()).contains("too many token requests"));
        assertThat(cliq.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        cliq.next(new Answer(status, "", Map.of("Location", cliq.url() + "/elsewhere")));
        assertThat(post().outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(cliq.posts()).hasSize(1);
    }

    /** The first of them even says that the request was processed. */
    @ParameterizedTest
    @ValueSource(ints = {303, 300, 304, 399, 600, 999})
    void trustsNoStatusThatCliqDoesNotGive(int status) {
        cliq.next(new Answer(status, "", Map.of("Location", cliq.url() + "/elsewhere")));
        assertThat(post().outcome()).isInstanceOf(Outcome.Uncertain.class);
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 990, 5000})
    void isDeliveredHoweverDeepTheAnswerIs(int depth) {
        cliq.next(Answer.of(200, "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));
        assertThat(post()).isEqualTo(new Reply(new Outcome.Delivered(Map.of()), 1));
    }

    @Test
    void readsAnAnswerBehindAByteOrderMark() {
        cliq.next(Answer.of(400, "\uFEFF{\"code\":\"request_limit_exceeded\"}"));
        assertThat(post().outcome()).isInstanceOf(Outcome.Throttled.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429})
    void keepsATokenOutOfACodeThatEchoesIt(int status) {
        cliq.always(
                request -> Answer.error(status, request.header("Authorization").replace("Zoho-oauthtoken ", "")));
        assertThat(post().toString()).contains("******").doesNotContain("stubtoken");
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 500})
    void keepsSecretsOutOfAnAnswerThatEchoesThem(int status) {
        cliq.always(request -> Answer.of(
                status,
                "{\"code\":\"" + request.header("Authorization") + "\",\"message\":\"got "
                        + request.header("Authorization") + " and " + TestConnections.CLIENT_SECRET + "\",\"key "
                        + TestConnections.REFRESH_TOKEN + "\":[{\"a\":\"" + request.header("Authorization")
                        + "\"}]}"));
        assertThat(post().toString())
                .doesNotContain("stubtoken")
                .doesNotContain(TestConnections.CLIENT_SECRET)
                .doesNotContain(TestConnections.REFRESH_TOKEN);
    }

    private Reply post() {
        return TestClient.post(client, connection, CHAT, MESSAGE, INSTANCE);
    }
}
