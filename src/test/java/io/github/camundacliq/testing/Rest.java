package io.github.camundacliq.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The application as somebody with curl sees it, logged in as {@code demo} unless said otherwise. */
@TestComponent
public class Rest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Environment environment;

    Rest(Environment environment) {
        this.environment = environment;
    }

    public String url() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    public ResponseEntity<String> get(String path) {
        return client().get()
                .uri(java.net.URI.create(url() + path))
                .headers(headers -> headers.setBasicAuth("demo", "demo"))
                .retrieve()
                .toEntity(String.class);
    }

    public ResponseEntity<String> getWithoutLogin(String path) {
        return withoutLogin(HttpMethod.GET, path);
    }

    public ResponseEntity<String> withoutLogin(HttpMethod method, String path) {
        return client().method(method)
                .uri(java.net.URI.create(url() + path))
                .retrieve()
                .toEntity(String.class);
    }

    public ResponseEntity<String> post(String path, Object body) {
        return client().post()
                .uri(url() + path)
                .headers(headers -> headers.setBasicAuth("demo", "demo"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(write(body).getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toEntity(String.class);
    }

    /** Starts an instance with variables as {@link #variable} makes them, and returns its id. */
    public String start(String key, Map<String, Map<String, Object>> variables) {
        ResponseEntity<String> answer =
                post("/engine-rest/process-definition/key/" + key + "/start", Map.of("variables", variables));
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new AssertionError("The engine refused the start: " + answer);
        }
        return json(answer).path("id").asText();
    }

    public static Map<String, Object> variable(String type, Object value) {
        return variable(type, value, Map.of());
    }

    public static Map<String, Object> variable(String type, Object value, Map<String, Object> valueInfo) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("type", type);
        variable.put("value", value);
        variable.put("valueInfo", valueInfo);
        return variable;
    }

    public static JsonNode json(ResponseEntity<String> answer) {
        try {
            return JSON.readTree(answer.getBody());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("No JSON: " + answer, notJson);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RestClient client() {
        return RestClient.builder()
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }
}
