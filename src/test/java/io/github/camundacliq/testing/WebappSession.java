package io.github.camundacliq.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A user's session in the webapp, as a browser has it: cookies, and the token against forged requests. */
public final class WebappSession {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI webapp;

    private WebappSession(int port) {
        this.webapp = URI.create("http://localhost:" + port + "/camunda/");
    }

    public static WebappSession anonymous(int port) {
        WebappSession session = new WebappSession(port);
        session.get("app/cockpit/default/");
        return session;
    }

    public static WebappSession of(String user, String password, int port) {
        WebappSession session = anonymous(port);
        String form = "username=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpResponse<String> login = session.post(
                "api/admin/auth/user/default/login/cockpit",
                "application/x-www-form-urlencoded",
                form,
                session.token());
        if (login.statusCode() != 200) {
            throw new IllegalStateException("No login: " + login.statusCode() + " " + login.body());
        }
        session.get("api/admin/auth/user/default"); // brings the new session's token
        return session;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(webapp.resolve(path)));
    }

    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public HttpResponse<String> post(String path, String json) {
        return post(path, "application/json", json, token());
    }

    public HttpResponse<String> postWithoutToken(String path, String json) {
        return post(path, "application/json", json, "");
    }

    private HttpResponse<String> post(String path, String type, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webapp.resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("X-XSRF-TOKEN", token));
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("Accept", "application/json").build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
