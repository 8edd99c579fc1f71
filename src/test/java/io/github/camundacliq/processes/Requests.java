package io.github.camundacliq.processes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** What came to the sandbox, as its control API tells it. */
@TestComponent
final class Requests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Environment environment;

    Requests(Environment environment) {
        this.environment = environment;
    }

    /** A request for a chat; the body is JSON exactly as it came, and files have none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            String kind,
            String chat,
            int status,
            @Nullable String body,
            List<File> files,
            @Nullable String comments,
            @Nullable String processInstance) {

        JsonNode json() {
            return read(String.valueOf(body), new TypeReference<>() {});
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record File(String id, String name, String type, long size) {}

    /** The posts in their order, without what it took to get a token. */
    List<Request> posts() {
        List<Request> all = read(call(HttpMethod.GET, "requests", ""), new TypeReference<>() {});
        return all.stream().filter(request -> !request.kind().equals("token")).toList();
    }

    String content(File file) {
        return call(HttpMethod.GET, "files/" + file.id(), "");
    }

    /** Makes the next posts fail in a way that may pass: certainly nothing was posted. */
    void failNext(int times) {
        call(HttpMethod.POST, "faults", "{\"type\": \"server_error\", \"times\": %d}".formatted(times));
    }

    /** The next post locks its user out for ten minutes. */
    void lockOutNext() {
        call(HttpMethod.POST, "faults", "{\"type\": \"throttle\"}");
    }

    void liftLocks() {
        call(HttpMethod.DELETE, "locks", "");
    }

    void reset() {
        call(HttpMethod.DELETE, "state", "");
    }

    void forget() {
        call(HttpMethod.DELETE, "faults", "");
        call(HttpMethod.DELETE, "requests", "");
    }

    private String call(HttpMethod method, String path, String body) {
        String answer = RestClient.create("http://localhost:" + environment.getRequiredProperty("server.port"))
                .method(method)
                .uri("/cliq/sandbox/" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(String.class);
        return answer == null ? "" : answer;
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
