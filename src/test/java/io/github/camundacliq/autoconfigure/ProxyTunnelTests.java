package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.TestClient;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.WireServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a proxy for https addresses is told, in JVMs of their own: Java reads once whether it may be told of a login. */
class ProxyTunnelTests {

    private static final String LOGIN = "Proxy-Authorization: Basic enlsa2VyOnNlY3JldA==";

    @Test
    void learnsTheLoginWithoutAnyOptionOfJava() throws Exception {
        assertThat(asked())
                .isNotEmpty()
                .allSatisfy(head -> assertThat(head).startsWith("CONNECT ").containsIgnoringCase(LOGIN));
    }

    @Test
    void learnsNoLoginWhereTheOperatorForbidsIt() throws Exception {
        assertThat(asked("-Djdk.http.auth.tunneling.disabledSchemes=Basic"))
                .isNotEmpty()
                .allSatisfy(head -> assertThat(head).startsWith("CONNECT ").doesNotContainIgnoringCase(LOGIN));
    }

    private static Queue<String> asked(String... options) throws IOException, InterruptedException {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        try (WireServer proxy = new WireServer(socket -> {
            heads.add(WireServer.readRequest(socket));
            WireServer.write(socket, "HTTP/1.1 503 No tunnel today\r\nContent-Length: 0\r\n\r\n");
        })) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(List.of(options));
            command.addAll(List.of(ProxyTunnelTests.class.getName(), String.valueOf(proxy.port())));
            Process child = new ProcessBuilder(command).inheritIO().start();
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        return heads;
    }

    /** Posts to an https address through a proxy with a login. */
    public static void main(String[] port) {
        Duration patience = TestClient.PATIENCE;
        Transport transport = ConfiguredHttp.transport(new CliqProperties.Http(
                patience,
                patience,
                patience,
                new CliqProperties.Proxy("127.0.0.1", Integer.valueOf(port[0]), "zylker", "secret", List.of())));
        TestClient.post(
                TestClient.create(transport, patience, Clock.systemUTC()),
                TestConnections.to("https://cliq.invalid", "https://accounts.invalid"),
                new ChatId("CT_1"),
                new Message.Text("Hello"),
                "");
        System.exit(0);
    }
}
