package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.connection.RawAnswer;
import java.util.Map;
import java.util.regex.Pattern;

/** What an answer of Cliq says in its body; nothing if that is no JSON object. */
record AnswerBody(Map<String, Object> fields) {

    /** Deeper than any answer of Cliq, and no reason to doubt its status. */
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    /** What is no code would fill the incident, and leave no room for the remedy. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    static AnswerBody of(RawAnswer answer) {
        try {
            Map<String, Object> object = JSON.readValue(answer.body(), new TypeReference<>() {});
            return new AnswerBody(object == null ? Map.of() : object);
        } catch (JsonProcessingException notAnObject) {
            return new AnswerBody(Map.of());
        }
    }

    /** Empty where there is none. */
    String code() {
        String code = text("code");
        return CODE.matcher(code).matches() ? code : "";
    }

    /** What an error says of itself, or an object in it. */
    String text(String key) {
        Object value = fields.get(key);
        if (value == null && fields.get("error") instanceof Map<?, ?> nested) {
            value = nested.get(key);
        }
        return value == null ? "" : String.valueOf(value);
    }
}
