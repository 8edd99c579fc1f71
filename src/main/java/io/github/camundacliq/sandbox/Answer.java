package io.github.camundacliq.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param code the error code in the body, for the request log
 */
record Answer(
        int status,
        @Nullable String type,
        String body,
        Map<String, String> headers,
        @Nullable String code) {

    private static final String JSON = "application/json;charset=UTF-8";

    static Answer empty(int status) {
        return new Answer(status, null, "", Map.of(), null);
    }

    static Answer json(int status, String body) {
        return new Answer(status, JSON, body, Map.of(), null);
    }

    static Answer text(int status, String type, String body) {
        return new Answer(status, type, body, Map.of(), null);
    }

    static Answer refusal(int status, String code, String body) {
        return new Answer(status, JSON, body, Map.of(), code);
    }

    Answer with(String header, String value) {
        return new Answer(status, type, body, Map.of(header, value), code);
    }
}
