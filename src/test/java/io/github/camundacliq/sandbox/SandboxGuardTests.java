package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class SandboxGuardTests extends SandboxTest {

    @LocalServerPort
    private int port;

    @Test
    void otherSitesAreRefused() throws IOException {
        assertThat(postFault("application/json", "http://evil.example")).isEqualTo(403);
        assertThat(postFault("application/json", "null")).isEqualTo(403);
        assertThat(postFault("application/json", "http://localhost:1")).isEqualTo(403);
        assertThat(postFault("application/json", "http://localhost:" + port)).isEqualTo(201);
    }

    @Test
    void formsAreRefused() throws IOException {
        assertThat(postFault("text/plain", "http://localhost:" + port)).isEqualTo(403);
        assertThat(postFault("application/x-www-form-urlencoded", "http://localhost:" + port))
                .isEqualTo(403);
    }

    @Test
    void foreignHostNameIsRefusedButForClients() throws IOException {
        assertThat(get("/cliq/sandbox/state", "evil.example")).startsWith("HTTP/1.1 403");
        assertThat(get("/cliq/", "evil.example:" + port)).startsWith("HTTP/1.1 403");
        assertThat(get("/cliq/sandbox/state", "evil.example\r\nX-Forwarded-Host: localhost"))
                .startsWith("HTTP/1.1 403");
        assertThat(get("/cliq/sandbox/state", "127.0.0.1:" + port)).startsWith("HTTP/1.1 200");
        assertThat(get("/cliq/sandbox/state", "[::1]:" + port)).startsWith("HTTP/1.1 200");
        assertThat(get("/cliq/api/v2/chats/1/messages", "cliq:8080")).startsWith("HTTP/1.1 401");
    }

    @Test
    void pageIsFoundWithAndWithoutSlashUnderAStrictPolicy() throws IOException {
        var redirect = client.send(client.to(""));
        var page = client.send(client.to("/"));

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).endsWith("/cliq/");
        assertThat(page.body()).contains("<title>Cliq sandbox");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(client.send(client.to("/page.js"))
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow())
                .startsWith("text/javascript");
    }

    private int postFault(String type, String origin) throws IOException {
        return client.send(client.to("/sandbox/faults")
                        .header("Content-Type", type)
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString("{\"type\":\"throttle\"}")))
                .statusCode();
    }

    /** By hand, because Java's client does not let anybody lie about the host. */
    private String get(String path, String host) throws IOException {
        try (Socket socket = new Socket("localhost", port);
                OutputStream out = socket.getOutputStream()) {
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
