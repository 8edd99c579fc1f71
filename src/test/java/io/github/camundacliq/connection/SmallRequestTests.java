package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestClient;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

@Timeout(15)
class SmallRequestTests {

    private static final Duration SOON = Duration.ofMillis(50);

    private final StubCliq cliq = new StubCliq();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore ended = new Semaphore(0);
    private final Route route = new Route();
    private final Transport transport = transport();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        cliq.close();
    }

    /** As where a name server does not answer, which the JDK's blocking call waits for, whatever its timeout. */
    @Test
    void endsInTimeWhereTheCallItselfDoesNot() {
        Transport impatient =
                new Transport(HttpClient.newHttpClient(), call -> {}, SOON, Map.of("User-Agent", "camunda-cliq/test"));
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> post(impatient, "never"))
                .withCauseInstanceOf(HttpConnectTimeoutException.class)
                .satisfies(SmallRequestTests::assertNothingWasSent);
    }

    @Test
    void sendsNothingWhereNoThreadStarts() {
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> post(TestClient.stoppedTransport(), "nobody"))
                .satisfies(failure -> assertThat(TransportFault.of(failure, text -> text))
                        .isEqualTo(new TransportFault(true, "this node could start no thread for it")));
    }

    /** Without care it is posted once in five times. */
    @RepeatedTest(20)
    void postsNothingAfterItsTimeIsOver() throws InterruptedException {
        post(transport, "first");
        route.stall(() -> {});
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> post(transport, "late", SOON))
                .withCauseInstanceOf(HttpConnectTimeoutException.class)
                .satisfies(SmallRequestTests::assertNothingWasSent);
        assertNothingIsPostedAfterwards();
    }

    @RepeatedTest(20)
    void postsNothingAfterItsCallerWasInterrupted() throws InterruptedException {
        post(transport, "first");
        route.stall(Thread.currentThread()::interrupt);
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> post(transport, "interrupted"))
                .withCauseInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertNothingIsPostedAfterwards();
    }

    private static void assertNothingWasSent(RestClientException failure) {
        assertThat(TransportFault.of(failure, text -> text))
                .isEqualTo(new TransportFault(true, "no connection was made in time"));
    }

    private void assertNothingIsPostedAfterwards() throws InterruptedException {
        route.goOn();
        ended.acquire(2);
        post(transport, "last");
        assertThat(cliq.posts()).extracting(StubCliq.Request::body).containsExactly("first", "last");
    }

    private void post(Transport over, String body) {
        post(over, body, TestClient.PATIENCE);
    }

    private void post(Transport over, String body, Duration within) {
        over.within(within)
                .post()
                .uri(cliq.url() + "/api/v2/chats/CT_1/message")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toBodilessEntity();
    }

    private Transport transport() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(route)
                .build();
        return new Transport(http, this::execute, TestClient.PATIENCE, Map.of("User-Agent", "camunda-cliq/test"));
    }

    private void execute(Runnable call) {
        threads.execute(() -> {
            call.run();
            ended.release();
        });
    }

    /** Like the question for a host's address, its answer can take long, and no interrupt ends the wait. */
    private static final class Route extends ProxySelector {

        private volatile CompletableFuture<List<Proxy>> answer =
                CompletableFuture.completedFuture(List.of(Proxy.NO_PROXY));

        private volatile Runnable asked = () -> {};

        void stall(Runnable whenAsked) {
            asked = whenAsked;
            answer = new CompletableFuture<>();
        }

        void goOn() {
            asked = () -> {};
            answer.complete(List.of(Proxy.NO_PROXY));
        }

        @Override
        public List<Proxy> select(URI uri) {
            asked.run();
            return answer.join();
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new IllegalStateException("There is no proxy", failure);
        }
    }
}
