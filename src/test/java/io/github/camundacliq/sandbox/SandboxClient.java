package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Talks to the sandbox as clients, tests and the page do. */
final class SandboxClient {

    static final Map<String, String> DEMO = Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "1000.SANDBOX",
            "client_secret",
            "sandbox-secret",
            "refresh_token",
            "1000.sandbox.demo");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String base;

    SandboxClient(int port) {
        this.base = "http://localhost:" + port + "/cliq";
    }

    String token() throws IOException {
        return token("demo");
    }

    String token(String user) throws IOException {
        Map<String, String> form = new java.util.LinkedHashMap<>(DEMO);
        form.put("refresh_token", "1000.sandbox." + user);
        return json(token(form)).path("access_token").asText();
    }

    HttpResponse<String> token(Map<String, String> form) throws IOException {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return send(to("/oauth/v2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    HttpResponse<String> post(String token, String chat, String message) throws IOException {
        return send(to("/api/v2/chats/" + chat + "/message")
                .header("Authorization", "Zoho-oauthtoken " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message)));
    }

    HttpResponse<String> postFiles(String token, String chat, Parts parts) throws IOException {
        return send(to("/api/v2/chats/" + chat + "/files")
                .header("Authorization", "Zoho-oauthtoken " + token)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(parts.bytes())));
    }

    HttpResponse<String> read(String token, String chat, String query) throws IOException {
        return send(to("/api/v2/chats/" + chat + "/messages?" + query).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> control(String method, String path, String body) throws IOException {
        return send(to("/sandbox/" + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    JsonNode control(String path) throws IOException {
        return json(send(to("/sandbox/" + path)));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(HttpResponse<String> response) throws IOException {
        return mapper.readTree(response.body());
    }

    /** A multipart body. */
    static final class Parts {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Parts file(String part, String name, byte[] content) {
            out.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + name
                            + "\"\r\nContent-Type: text/plain\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(content);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Parts field(String name, String value) {
            out.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return this;
        }

        byte[] bytes() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(out.toByteArray());
            whole.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
            return whole.toByteArray();
        }
    }
}
