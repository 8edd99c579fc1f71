package consumer;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The runnable jar in a JVM of its own, started and configured as the README has it. */
final class Application {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final String url;

    private Application(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.url = "http://127.0.0.1:" + port;
    }

    static Application start(Path home, String configuration, Map<String, String> environment) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("config")).resolve("application.yml"), configuration);
        int port = freePort();
        Path log = Path.of("target", "application.log").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("it.application"),
                        "--spring.profiles.active=production")
                .directory(home.toFile())
                .redirectError(Path.of("target", "application.err").toFile())
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        return new Application(builder.start(), log, port);
    }

    /** As SIGTERM does. */
    void stop() {
        process.destroy();
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> log() throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8);
    }

    /**
     * Asks over HTTP.
     *
     * @param login user and password with a colon between them, or nothing
     */
    HttpResponse<String> get(String path, String login) throws IOException, InterruptedException {
        return http.send(request(path, login).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String login, String json) throws IOException, InterruptedException {
        return http.send(
                request(path, login)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return login.isEmpty()
                ? request
                : request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** Below the ports that systems give to connections, so that none takes it before the server does. */
    private static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }
}
