package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.HttpProxy;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.WireServer;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredHttpTests {

    private static final Message TEXT = new Message.Text("Hello");
    private static final CliqProperties.Proxy NO_PROXY = proxy(null, null);

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stopServer() {
        cliq.close();
    }

    @Test
    void namesItselfAsTheUserAgent() {
        assertThat(post(cliq.url(), NO_PROXY, TEXT)).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.header("User-agent"))
                .startsWith("camunda-cliq/"));
    }

    /** What is packed is not unpacked, and a throttle that cannot be read would be taken for a refusal. */
    @Test
    void asksForAnswersThatAreNotPacked() {
        post(cliq.url(), NO_PROXY, TEXT);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.header("Accept-encoding"))
                .isEqualTo("identity"));
    }

    @Test
    void asksForNoUpgradeToHttp2() {
        post(cliq.url(), NO_PROXY, TEXT);
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.headers())
                .doesNotContainKeys("Upgrade", "Http2-settings"));
    }

    @Test
    void startsNoThreadForAPost() {
        CliqClient client = TestClient.create(transport(NO_PROXY), TestClient.PATIENCE, Clock.systemUTC());
        Connection connection = TestConnections.to(cliq.url(), cliq.url());
        post(client, connection, 10);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getTotalStartedThreadCount();
        post(client, connection, 100);
        assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(50);
        assertThat(cliq.posts()).hasSize(110);
    }

    private static void post(CliqClient client, Connection connection, int times) {
        IntStream.range(0, times).forEach(time -> post(client, connection, TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        cliq.next(new Answer(status, "", Map.of("Location", cliq.url() + "/elsewhere")));
        assertThat(post(cliq.url(), NO_PROXY, TEXT)).isInstanceOf(Outcome.Rejected.class);
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void goesThroughTheProxyForTokensAndPosts() {
        try (HttpProxy proxy = new HttpProxy()) {
            assertThat(post(cliq.url(), proxy("127.0.0.1", proxy.port()), TEXT)).isInstanceOf(Outcome.Delivered.class);
            assertThat(proxy.forwarded())
                    .containsExactly(cliq.url() + "/oauth/v2/token", cliq.url() + "/api/v2/chats/CT_1/message");
        }
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "LOCALHOST", ".0.0.1"})
    void goesPastTheProxyToHostsThatNeedNone(String host) {
        String url = host.equals("LOCALHOST") ? cliq.url().replace("127.0.0.1", "localhost") : cliq.url();
        try (HttpProxy proxy = new HttpProxy()) {
            CliqProperties.Proxy settings =
                    new CliqProperties.Proxy("127.0.0.1", proxy.port(), null, null, List.of("example.com", host));
            assertThat(post(url, settings, TEXT)).isInstanceOf(Outcome.Delivered.class);
            assertThat(proxy.forwarded()).isEmpty();
        }
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void logsInToTheProxyAndTellsCliqNothingOfIt() {
        try (HttpProxy proxy = new HttpProxy("zylker", "pa:ss")) {
            CliqProperties.Proxy settings = login(proxy, "pa:ss");
            assertThat(post(cliq.url(), settings, TEXT)).isInstanceOf(Outcome.Delivered.class);
            assertThat(proxy.forwarded()).hasSize(2);
        }
        assertThat(cliq.posts()).singleElement().satisfies(ConfiguredHttpTests::hasTheTokenAlone);
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void tellsHostsThatNeedNoProxyNothingOfTheLogin() {
        CliqProperties.Proxy settings =
                new CliqProperties.Proxy("proxy.invalid", 3128, "zylker", "secret", List.of("127.0.0.1"));
        assertThat(post(cliq.url(), settings, TEXT)).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).singleElement().satisfies(ConfiguredHttpTests::hasTheTokenAlone);
    }

    /** With an Authenticator, the JDK's client of Java 17 keeps the token back. */
    private static void hasTheTokenAlone(StubCliq.Request post) {
        assertThat(post.header("Authorization")).isEqualTo("Zoho-oauthtoken 1000.stubtoken1");
        assertThat(post.headers()).doesNotContainKey("Proxy-authorization");
    }

    @Test
    void readsARefusalForWhatItIsBehindAProxyWithALogin() {
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_scope_invalid"));
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings = login(proxy, "secret");
            assertThat(post(cliq.url(), settings, TEXT)).asString().contains("oauthtoken_scope_invalid");
        }
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void refusesAUserNameThatNoBasicLoginCanHold() {
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() ->
                        transport(new CliqProperties.Proxy("proxy.invalid", 3128, "zyl:ker", "secret", List.of())))
                .withMessageContaining("cliq.http.proxy.username")
                .withMessageNotContaining("zyl");
    }

    @Test
    void asksNoProxyForAnIpv6AddressWithoutItsBrackets() {
        CliqProperties.Proxy settings = new CliqProperties.Proxy("proxy.invalid", 3128, null, null, List.of("::1"));
        assertThat(post("http://[::1]:1", settings, TEXT)).asString().doesNotContain("host name is not known");
    }

    @Test
    void takesARefusedTokenForWhatItIsBehindAProxyWithALogin() {
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings = login(proxy, "secret");
            assertThat(post(cliq.url(), settings, TEXT)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(cliq.posts()).hasSize(2);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void isRejectedWhereEachTokenIsRefusedBehindAProxyWithALogin() {
        cliq.always(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings = login(proxy, "secret");
            assertThat(post(cliq.url(), settings, TEXT)).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void sendsFilesThroughAProxyWithALogin() {
        byte[] content = "content".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Message files = new Message.Files(
                List.of(new Attachment("a.txt", "text/plain", content.length, () -> new ByteArrayInputStream(content))),
                List.of());
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings = login(proxy, "secret");
            assertThat(post(cliq.url(), settings, files)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(cliq.posts()).singleElement().satisfies(post -> assertThat(post.body())
                .contains("content"));
    }

    @Test
    void postsNothingWhereTheProxyRefusesTheLogin() {
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings = login(proxy, "wrong");
            assertThat(post(cliq.url(), settings, TEXT))
                    .isInstanceOf(Outcome.Rejected.class)
                    .asString()
                    .contains("http_407", "cliq.http.proxy.username")
                    .doesNotContain("wrong");
            assertThat(proxy.forwarded()).isEmpty();
            assertThat(proxy.refused()).hasSize(1);
        }
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void nothingWasSentWhereTheProxyRefusesTheLoginForThePostAlone() {
        try (HttpProxy proxy = new HttpProxy("zylker", "secret")) {
            CliqProperties.Proxy settings =
                    new CliqProperties.Proxy("127.0.0.1", proxy.port(), "zylker", "wrong", List.of("127.0.0.1"));
            assertThat(post(TestConnections.to("http://cliq.invalid", cliq.url()), settings, TEXT))
                    .isInstanceOf(Outcome.Rejected.class)
                    .asString()
                    .contains("http_407", "cliq.http.proxy.username");
            assertThat(proxy.forwarded()).isEmpty();
            assertThat(proxy.refused()).hasSize(1);
        }
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @Test
    void asksNoProxyForHostsOfADomainInWhateverCase() {
        CliqProperties.Proxy settings =
                new CliqProperties.Proxy("proxy.invalid", 3128, null, null, List.of("LocalHost"));
        assertThat(post(cliq.url().replace("127.0.0.1", "localhost"), settings, TEXT))
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void refusesAPatternOfHosts() {
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() -> transport(
                        new CliqProperties.Proxy("proxy.invalid", 3128, null, null, List.of("*.example.com"))))
                .withMessageContainingAll("cliq.http.proxy.non-proxy-hosts", "*.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "${NOBODY}",
                "localhost|127.0.0.1|.example.com",
                "localhost .example.com",
                "localhost:8080"
            })
    void refusesWhatIsNoHost(String host) {
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() -> transport(new CliqProperties.Proxy("proxy.invalid", 3128, null, null, List.of(host))))
                .withMessageContainingAll("cliq.http.proxy.non-proxy-hosts", host);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 502, 503})
    void nothingWasSentWhereTheProxyGivesNoTunnel(int status) {
        try (WireServer proxy = answering(status + " No Tunnel")) {
            Outcome outcome = postThrough(proxy, cliq.url(), List.of("127.0.0.1"));
            assertThat(outcome)
                    .isInstanceOf(Outcome.Unavailable.class)
                    .asString()
                    .contains("the proxy gave no tunnel");
        }
        assertThat(cliq.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhatJavaNeedsForAProxyThatWantsALogin(boolean forTheToken) {
        try (WireServer proxy = answering("407 Login\r\nProxy-Authenticate: Basic realm=\"x\"")) {
            Outcome outcome =
                    postThrough(proxy, forTheToken ? "https://accounts.invalid" : cliq.url(), List.of("127.0.0.1"));
            assertThat(outcome)
                    .isInstanceOf(Outcome.Rejected.class)
                    .asString()
                    .contains("http_407", "cliq.http.proxy.username", "-Djdk.http.auth.tunneling.disabledSchemes=");
        }
    }

    @Test
    void asksTheProxyForATunnelToAnHttpsAddress() {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (WireServer proxy = new WireServer(socket -> {
            asked.add(WireServer.readRequest(socket).lines().findFirst().orElse(""));
            WireServer.write(socket, "HTTP/1.1 503 No tunnel today\r\nContent-Length: 0\r\n\r\n");
        })) {
            int port =
                    Integer.parseInt(proxy.address().substring(proxy.address().indexOf(':') + 1));
            assertThat(post("https://cliq.invalid", proxy("127.0.0.1", port), TEXT))
                    .isInstanceOf(Outcome.Unavailable.class);
        }
        assertThat(asked).containsOnly("CONNECT cliq.invalid:443 HTTP/1.1");
    }

    @Test
    void isUnavailableWhereTheProxyIsDown() {
        HttpProxy proxy = new HttpProxy();
        proxy.close();
        assertThat(post(cliq.url(), proxy("127.0.0.1", proxy.port()), TEXT)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(cliq.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refusesATimeoutThatIsNone(Duration time) {
        Duration second = Duration.ofSeconds(1);
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() -> ConfiguredHttp.transport(new CliqProperties.Http(time, second, second, NO_PROXY)))
                .withMessageContaining("cliq.http.connect-timeout");
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() -> ConfiguredHttp.transport(new CliqProperties.Http(second, time, second, NO_PROXY)))
                .withMessageContaining("cliq.http.read-timeout");
        assertThatExceptionOfType(InvalidCliqPropertyException.class)
                .isThrownBy(() -> ConfiguredHttp.transport(new CliqProperties.Http(second, second, time, NO_PROXY)))
                .withMessageContaining("cliq.http.total-timeout");
    }

    private static Outcome post(String url, CliqProperties.Proxy proxy, Message message) {
        return post(TestConnections.to(url, url), proxy, message);
    }

    private static Outcome post(Connection connection, CliqProperties.Proxy proxy, Message message) {
        CliqClient client = TestClient.create(transport(proxy), TestClient.PATIENCE, Clock.systemUTC());
        return post(client, connection, message);
    }

    private static Outcome post(CliqClient client, Connection connection, Message message) {
        return TestClient.post(client, connection, new ChatId("CT_1"), message, "")
                .outcome();
    }

    private static Transport transport(CliqProperties.Proxy proxy) {
        return ConfiguredHttp.transport(
                new CliqProperties.Http(Duration.ofSeconds(5), TestClient.PATIENCE, TestClient.PATIENCE, proxy));
    }

    private static WireServer answering(String status) {
        return new WireServer(socket -> {
            WireServer.readRequest(socket);
            WireServer.write(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
        });
    }

    private static Outcome postThrough(WireServer proxy, String accounts, List<String> direct) {
        Transport transport = ConfiguredHttp.transport(new CliqProperties.Http(
                Duration.ofSeconds(5),
                TestClient.PATIENCE,
                TestClient.PATIENCE,
                new CliqProperties.Proxy("127.0.0.1", proxy.port(), "user", "pass", direct)));
        CliqClient client = TestClient.create(transport, TestClient.PATIENCE, Clock.systemUTC());
        return post(client, TestConnections.to("https://cliq.invalid", accounts), TEXT);
    }

    private static CliqProperties.Proxy login(HttpProxy proxy, String password) {
        return new CliqProperties.Proxy("127.0.0.1", proxy.port(), "zylker", password, List.of());
    }

    private static CliqProperties.Proxy proxy(@Nullable String host, @Nullable Integer port) {
        return new CliqProperties.Proxy(host, port, null, null, List.of());
    }
}
