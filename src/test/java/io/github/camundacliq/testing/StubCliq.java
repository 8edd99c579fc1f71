package io.github.camundacliq.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side of the wire: a real HTTP server that answers what a test tells it to, and remembers every request. */
public final class StubCliq implements AutoCloseable {

    public record Request(String method, String path, String body, Map<String, List<String>> headers) {}

    public record Answer(int status, String body, Map<String, String> headers) {

        public static Answer of(int status, String body) {
            return new Answer(status, body, Map.of("Content-Type", "application/json"));
        }

        public static Answer error(int status, String code) {
            return of(status, "{\"code\":\"" + code + "\",\"message\":\"Cliq explains " + code + "\"}");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Request> posts = new ConcurrentLinkedQueue<>();
    private final Queue<Request> tokenRequests = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> nextAnswers = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> nextTokens = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile Answer usual = new Answer(204, "", Map.of());

    public StubCliq() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/oauth/v2/token", exchange -> answer(exchange, tokenRequests, this::token));
        server.createContext(
                "/api/v2/",
                exchange -> answer(exchange, posts, () -> {
                    Answer next = nextAnswers.poll();
                    return next == null ? usual : next;
                }));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the next post gets; the ones after it get the usual answer again. */
    public void next(Answer answer) {
        nextAnswers.add(answer);
    }

    public void nextToken(Answer answer) {
        nextTokens.add(answer);
    }

    public void always(Answer answer) {
        usual = answer;
    }

    public List<Request> posts() {
        return List.copyOf(posts);
    }

    public List<Request> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    public void reset() {
        posts.clear();
        tokenRequests.clear();
        nextAnswers.clear();
        nextTokens.clear();
        usual = new Answer(204, "", Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Answer token() {
        Answer next = nextTokens.poll();
        return next != null
                ? next
                : Answer.of(
                        200,
                        "{\"access_token\":\"1000.stubtoken" + tokens.incrementAndGet()
                                + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
    }

    private static void answer(HttpExchange exchange, Queue<Request> log, java.util.function.Supplier<Answer> answers)
            throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            log.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    body,
                    Map.copyOf(exchange.getRequestHeaders())));
            Answer answer = answers.get();
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
