package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** The key-value response: {@code status} first, then what Cliq returned. */
public final class Response {

    private Response() {}

    static Map<String, Object> of(Outcome.Delivered delivered) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", "success");
        delivered.answer().forEach(response::putIfAbsent);
        return response;
    }

    static Map<String, Object> of(Outcome.Rejected rejected) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", "failure");
        response.put("code", rejected.code());
        response.put("message", rejected.detail());
        return response;
    }

    /** As JSON whatever the engine's default is: readable in Cockpit and in a gateway. */
    public static TypedValue asVariable(Map<?, ?> response) {
        return Variables.objectValue(response)
                .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                .create();
    }
}
