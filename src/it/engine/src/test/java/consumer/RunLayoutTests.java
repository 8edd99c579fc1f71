package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camunda Run's layout: the jar in {@code configuration/userlib}, the connections in {@code configuration/default.yml}. */
class RunLayoutTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static Cliq cliq;
    private static Process run;
    private static String rest;

    @BeforeAll
    static void start() throws IOException {
        cliq = new Cliq();
        int port = freePort();
        rest = "http://127.0.0.1:" + port + "/engine-rest";
        Path configuration =
                Files.createDirectories(home.resolve("configuration/userlib")).getParent();
        Files.copy(Path.of(System.getProperty("it.jar")), configuration.resolve("userlib/camunda-cliq.jar"));
        Files.writeString(configuration.resolve("default.yml"), """
                server: { port: %d, address: 127.0.0.1 }
                spring.datasource.url: jdbc:h2:mem:run
                camunda.bpm.auto-deployment-enabled: false
                cliq.connections.cliq_connection:
                  client-id: 1000.CLIENT
                  client-secret: ${CLIQ_SECRET}
                  refresh-token: refresh
                  api-base-url: %s
                  accounts-base-url: %s
                """.formatted(port, cliq.url(), cliq.url()));
        run = launch();
        Awaitility.await().atMost(Duration.ofSeconds(120)).ignoreExceptions().until(() -> get("/engine")
                .contains("default"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        run.destroy();
        run.waitFor();
        cliq.close();
    }

    @Test
    void deliversTheExample() throws Exception {
        deploy("hello.bpmn", Files.readString(Path.of(System.getProperty("it.examples"), "hello.bpmn")));
        start("hello", "{\"chatId\":{\"value\":\"CT_1\"},\"message\":{\"value\":\"Hello\"}}");
        awaitEnd("hello");
        assertThat(cliq.posts("CT_1")).containsExactly("/api/v2/chats/CT_1/message {\"text\":\"Hello\"}");
        assertThat(get("/metrics/cliq-external-calls/sum")).isEqualTo("{\"result\":1}");
    }

    @Test
    void unrelatedProcessBehavesAsBefore() throws Exception {
        deploy("own.bpmn", Bpmn.convertToString(OwnProcess.model()));
        start(OwnProcess.KEY, "{}");
        awaitEnd(OwnProcess.KEY);
        assertThat(get("/job-definition?processDefinitionKey=" + OwnProcess.KEY))
                .doesNotContain(OwnProcess.TASK);
        assertThat(get("/history/variable-instance?variableName=done&deserializeValues=false"))
                .contains("application/x-java-serialized-object");
    }

    /** As run.sh does: Spring Boot's loader alone on the class path, everything else by {@code loader.path}. */
    private static Process launch() throws IOException {
        String jar = Path.of(System.getProperty("it.jar")).toString();
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        String loader = all.stream()
                .filter(entry -> entry.contains("spring-boot-loader"))
                .findFirst()
                .orElseThrow();
        String path = all.stream()
                .filter(entry -> !entry.equals(jar) && !entry.equals(loader) && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(","));
        ProcessBuilder builder = new ProcessBuilder(
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
        builder.environment().put("CLIQ_SECRET", "secret");
        return builder.start();
    }

    private static void deploy(String name, String model) throws IOException, InterruptedException {
        String boundary = "boundary";
        assertThat(send(HttpRequest.newBuilder(URI.create(rest + "/deployment/create"))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(BodyPublishers.ofString("--" + boundary
                                        + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + name
                                        + "\"\r\n\r\n" + model + "\r\n--" + boundary + "--\r\n")))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void start(String key, String variables) throws IOException, InterruptedException {
        assertThat(send(HttpRequest.newBuilder(URI.create(rest + "/process-definition/key/" + key + "/start"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"variables\":" + variables + "}")))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void awaitEnd(String key) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/history/process-instance/count?finished=true&processDefinitionKey=" + key)
                        .contains("{\"count\":1}"));
    }

    private static String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(rest + path))).body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
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
