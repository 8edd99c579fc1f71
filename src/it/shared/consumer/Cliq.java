package consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Just enough of Zoho: a token for everybody, and every post is taken, unless its chat's name says otherwise. */
final class Cliq implements AutoCloseable {

    /** Cliq reports an error of its own for posts to this chat. */
    static final String BROKEN_CHAT = "CT_BROKEN";

    /** Posts to this chat are answered when the test says so. */
    static final String SLOW_CHAT = "CT_SLOW";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final CountDownLatch slowAnswers = new CountDownLatch(1);

    Cliq() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/oauth", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, "{\"access_token\":\"1000.token\",\"expires_in\":3600}");
        });
        server.createContext("/api", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String post = exchange.getRequestURI() + " " + body;
            posts.add(post);
            if (post.contains(SLOW_CHAT)) {
                awaitSlowAnswers();
            }
            boolean broken = post.contains(BROKEN_CHAT);
            answer(exchange, broken ? 500 : 200, broken ? "{\"code\":\"internal_server_error\"}" : "{}");
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Path and body of every post to a chat. */
    List<String> posts(String chat) {
        return posts.stream()
                .filter(post -> post.contains("/chats/" + chat + "/"))
                .toList();
    }

    void answerSlowChat() {
        slowAnswers.countDown();
    }

    @Override
    public void close() {
        answerSlowChat();
        server.stop(0);
        threads.shutdownNow();
    }

    private void awaitSlowAnswers() {
        try {
            slowAnswers.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
