package io.github.camundacliq.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A headless browser with one page open, over the DevTools protocol: no driver is needed, only the browser. */
final class Chromium implements AutoCloseable {

    static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final StringBuilder errors = new StringBuilder();
    private final Process process;
    private final WebSocket socket;
    private int calls;

    private Chromium(Path program, Path profile, String address) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--window-size=1280,4000",
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(pageSocket(), new Listener())
                .get(10, TimeUnit.SECONDS);
        call("Log.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Page.navigate", Map.of("url", address));
    }

    static Optional<Path> program() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    static Chromium open(Path program, Path profile, String address) throws Exception {
        return new Chromium(program, profile, address);
    }

    /** The document as it is once something matches the selector. */
    String document(String selector) throws Exception {
        String wait = "new Promise(done => { const look = () => document.querySelector('%s')"
                + " ? done(document.documentElement.outerHTML) : setTimeout(look, 20); look(); })";
        Map<String, Object> arguments = Map.of("expression", wait.formatted(selector), "awaitPromise", true);
        JsonNode result = call("Runtime.evaluate", arguments);
        while (result.has("error")) {
            result = call("Runtime.evaluate", arguments);
        }
        return result.at("/result/result/value").asText();
    }

    /** What the console complained about. */
    String errors() {
        return errors.toString();
    }

    @Override
    public void close() {
        socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
        process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .thenAccept(Process::destroy)
                .join();
    }

    private URI pageSocket() throws Exception {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        while (!line.contains("DevTools listening on ws://")) {
            line = output.readLine();
        }
        URI browser = URI.create(line.substring(line.indexOf("ws://")).strip());
        URI list = URI.create("http://" + browser.getAuthority() + "/json/list");
        JsonNode pages = mapper.readTree(http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body());
        return URI.create(pages.get(0).path("webSocketDebuggerUrl").asText());
    }

    private JsonNode call(String method, Map<String, Object> arguments) throws Exception {
        int id = ++calls;
        String text = mapper.writeValueAsString(Map.of("id", id, "method", method, "params", arguments));
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        while (true) {
            JsonNode message = received.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("No answer to " + method);
            }
            note(message);
            if (message.path("id").asInt() == id) {
                return message;
            }
        }
    }

    private void note(JsonNode message) {
        boolean thrown = message.path("method").asText().equals("Runtime.exceptionThrown");
        String level = message.at("/params/entry/level").asText()
                + message.at("/params/type").asText();
        if (thrown || level.equals("error")) {
            errors.append(message).append('\n');
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                try {
                    received.add(mapper.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
