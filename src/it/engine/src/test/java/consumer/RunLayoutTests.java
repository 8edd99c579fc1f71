package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camunda Run's layout: the jar in {@code configuration/userlib}, the connections in {@code configuration/default.yml}. */
class RunLayoutTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void deliversTheExample(@TempDir Path home) throws Exception {
        int port = freePort();
        try (Cliq cliq = new Cliq()) {
            Path configuration = Files.createDirectories(home.resolve("configuration/userlib"))
                    .getParent();
            Files.copy(Path.of(System.getProperty("it.jar")), configuration.resolve("userlib/camunda-cliq.jar"));
            Files.writeString(
                    configuration.resolve("default.yml"),
                    """
                    server: { port: %d, address: 127.0.0.1 }
                    spring.datasource.url: jdbc:h2:mem:run
                    camunda.bpm.auto-deployment-enabled: false
                    cliq.connections.cliq_connection:
                      client-id: 1000.CLIENT
                      client-secret: ${CLIQ_SECRET}
                      refresh-token: refresh
                      api-base-url: %s
                      accounts-base-url: %s
                    """
                            .formatted(port, cliq.url(), cliq.url()));
            Process run = start(home);
            try {
                String rest = "http://127.0.0.1:" + port + "/engine-rest";
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .ignoreExceptions()
                        .until(() -> send(HttpRequest.newBuilder(URI.create(rest + "/engine")).build())
                                == 200);
                assertThat(send(deployment(rest))).isEqualTo(200);
                assertThat(send(HttpRequest.newBuilder(URI.create(rest + "/process-definition/key/hello/start"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"variables\":{\"chatId\":{\"value\":\"CT_1\"},\"message\":{\"value\":\"Hello\"}}}"))
                                .build()))
                        .isEqualTo(200);
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !cliq.posts().isEmpty());
                assertThat(cliq.posts()).containsExactly("/api/v2/chats/CT_1/message {\"text\":\"Hello\"}");
            } finally {
                run.destroy();
                run.waitFor();
            }
        }
    }

    /** As run.sh does: Spring Boot's loader alone on the class path, everything else by {@code loader.path}. */
    private static Process start(Path home) throws IOException {
        String jar = Path.of(System.getProperty("it.jar")).toString();
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        String loader = all.stream()
                .filter(entry -> entry.contains("spring-boot-loader"))
                .findFirst()
                .orElseThrow();
        String path = all.stream()
                .filter(entry -> !entry.equals(jar) && !entry.equals(loader) && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(","));
        ProcessBuilder run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dloader.path=" + path + ",configuration/userlib",
                        "-Dloader.main=consumer.Engine",
                        "-cp",
                        loader,
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        "--spring.config.location=file:configuration/default.yml")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "run.log").toFile());
        run.environment().put("CLIQ_SECRET", "secret");
        return run.start();
    }

    private static HttpRequest deployment(String rest) throws IOException {
        String boundary = "boundary";
        String example = Files.readString(Path.of(System.getProperty("it.examples"), "hello.bpmn"));
        return HttpRequest.newBuilder(URI.create(rest + "/deployment/create"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"hello.bpmn\"\r\n\r\n"
                        + example + "\r\n--" + boundary + "--\r\n"))
                .build();
    }

    private int send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
