package io.github.camundacliq.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A bare socket for what no well-behaved HTTP server does: it resets, falls silent, or answers half. */
public final class WireServer implements AutoCloseable {

    /** What happens to one connection; it is closed afterwards. */
    public interface Behaviour {

        void handle(Socket socket) throws IOException;
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    public WireServer(Behaviour behaviour) {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(() -> accept(behaviour));
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public String url() {
        return "http://" + address();
    }

    public int connections() {
        return connections.get();
    }

    /** Closes with a reset instead of an orderly end. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads the head and, where its length is given, the body of a request, and returns the head. */
    public static String readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String head = readTo("\r\n\r\n", in);
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            readTo("\r\n0\r\n\r\n", in);
        }
        int length = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        return head;
    }

    private static String readTo(String end, InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        return text.toString();
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Says nothing more until the other side hangs up. */
    public static void waitForHangUp(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // What else it sends is of no interest.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }

    private void accept(Behaviour behaviour) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                threads.execute(() -> handle(socket, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void handle(Socket socket, Behaviour behaviour) {
        try (socket) {
            behaviour.handle(socket);
        } catch (IOException gone) {
            // The other side hung up first, which is what some tests are about.
        }
    }
}
