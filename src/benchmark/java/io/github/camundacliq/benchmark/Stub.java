package io.github.camundacliq.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Cliq as every contender meets it, in a JVM of its own. It ends with whoever started it. */
final class Stub {

    private static final String TOKEN =
            "{\"access_token\":\"1000.benchmark\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private volatile long latency;
    private volatile CountDownLatch released = new CountDownLatch(1);

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Stub stub = new Stub();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", stub::post);
        server.createContext("/oauth/v2/token", exchange -> answer(exchange, TOKEN));
        server.createContext("/control/latency/", stub::setLatency);
        server.createContext("/control/arrivals", stub::tellArrivals);
        server.start();
        Children.announce("http://127.0.0.1:" + server.getAddress().getPort());
        Children.endWithParent();
    }

    private void post(HttpExchange exchange) throws IOException {
        arrivals.add(Arrival.of(exchange.getRequestURI().getPath(), micros()));
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        try (exchange) {
            boolean unused = released.await(latency, TimeUnit.MILLISECONDS);
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever waits for the old latency is answered now. */
    private void setLatency(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        latency = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        CountDownLatch before = released;
        released = new CountDownLatch(1);
        before.countDown();
        answer(exchange, "{}");
    }

    /** Tells what arrived since it was asked last. */
    private void tellArrivals(HttpExchange exchange) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
            all.append(next.micros()).append(' ').append(next.chat()).append('\n');
        }
        answer(exchange, all.toString());
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A clock that all JVMs of a machine share. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
