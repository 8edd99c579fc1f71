package io.github.camundacliq.task;

import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** The key-value response as the engine stores it. */
public final class Response {

    private Response() {}

    /** As JSON whatever the engine's default is: readable in Cockpit and in a gateway. */
    public static TypedValue asVariable(Map<?, ?> response) {
        return Variables.objectValue(response)
                .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                .create();
    }
}
