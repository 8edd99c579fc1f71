package io.github.camundacliq.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side of the wire: a real HTTP server that answers what a test tells it to, and remembers every request. */
public final class StubCliq implements AutoCloseable {

    /**
     * What arrived.
     *
     * @param path with the query, if there is one
     * @param arrived by {@link System#nanoTime}
     */
    public record Request(String method, String path, String body, Map<String, List<String>> headers, long arrived) {

        /** The one value of a header, whose name is written as {@code User-agent}. */
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    public record Answer(int status, String body, Map<String, String> headers) {

        public static Answer of(int status, String body) {
            return new Answer(status, body, Map.of("Content-Type", "application/json"));
        }

        public static Answer error(int status, String code) {
            return of(status, "{\"code\":\"" + code + "\",\"message\":\"Cliq explains " + code + "\"}");
        }
    }

    /** An answer that depends on the request; it runs on the server's thread and may hold the request there. */
    public interface Answering {

        Answer to(Request request);
    }

    private static final Answer NO_CONTENT = new Answer(204, "", Map.of());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Request> posts = new ConcurrentLinkedQueue<>();
    private final Queue<Request> tokenRequests = new ConcurrentLinkedQueue<>();
    private final Queue<Answering> nextAnswers = new ConcurrentLinkedQueue<>();
    private final Queue<Answering> nextTokens = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile Answering usual = request -> NO_CONTENT;

    public StubCliq() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/oauth/v2/token", exchange -> answer(exchange, tokenRequests, nextTokens, this::token));
        server.createContext("/", exchange -> answer(exchange, posts, nextAnswers, request -> usual.to(request)));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the next post gets; the ones after it get the usual answer again. */
    public void next(Answer answer) {
        next(request -> answer);
    }

    public void next(Answering answer) {
        nextAnswers.add(answer);
    }

    public void nextToken(Answer answer) {
        nextToken(request -> answer);
    }

    public void nextToken(Answering answer) {
        nextTokens.add(answer);
    }

    public void always(Answer answer) {
        always(request -> answer);
    }

    public void always(Answering answer) {
        usual = answer;
    }

    /** A token that is like none before. */
    public Answer newToken() {
        return Answer.of(
                200,
                "{\"access_token\":\"1000.stubtoken" + tokens.incrementAndGet()
                        + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
    }

    public List<Request> posts() {
        return List.copyOf(posts);
    }

    /** The most posts that arrived in any window of this length, counted as Zoho counts them. */
    public int mostPostsWithin(Duration window) {
        long[] arrivals = posts.stream().mapToLong(Request::arrived).sorted().toArray();
        int most = 0;
        for (int first = 0, last = 0; last < arrivals.length; last++) {
            while (arrivals[last] - arrivals[first] >= window.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    public List<Request> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    public void reset() {
        posts.clear();
        tokenRequests.clear();
        nextAnswers.clear();
        nextTokens.clear();
        usual = request -> NO_CONTENT;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Answer token(Request request) {
        return newToken();
    }

    private static void answer(HttpExchange exchange, Queue<Request> log, Queue<Answering> next, Answering otherwise)
            throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    body,
                    Map.copyOf(exchange.getRequestHeaders()),
                    System.nanoTime());
            log.add(request);
            Answering answering = next.poll();
            Answer answer = answering == null ? otherwise.to(request) : answering.to(request);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
