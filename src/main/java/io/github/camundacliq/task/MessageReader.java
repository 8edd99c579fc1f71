package io.github.camundacliq.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.InvalidInputException;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.message.MessageRules;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.Spin;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the message by its type: String, key-value, file or list of files. */
final class MessageReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String WANTED =
            "Give a String for a text, a JSON object or a Map for a key-value message, a File"
                    + " variable, or a list with the names of File variables.";

    private static final String MISSING = "Variable 'message' is missing. " + WANTED
            + " A transient variable is gone by now, because the engine saves the instance before the task.";

    private final MessageRules rules;

    MessageReader(MessageRules rules) {
        this.rules = rules;
    }

    Message read(Scope scope, String variable) {
        TypedValue stored = scope.stored(variable).orElseThrow(() -> new InvalidInputException(MISSING));
        Optional<String> json = storedJson(stored);
        if (json.isPresent()) {
            return ofJson(json.get(), scope);
        }
        TypedValue typed = scope.typed(variable).orElse(stored);
        return typed instanceof FileValue file ? files(List.of(file), scope) : of(typed.getValue(), scope);
    }

    /** Reads a value that came as an argument of a call and has no name. */
    Message of(@Nullable Object value, Scope scope) {
        if (value == null) {
            throw new InvalidInputException(MISSING);
        }
        if (value instanceof String text) {
            return rules.text(text);
        }
        if (value instanceof FileValue file) {
            return files(List.of(file), scope);
        }
        if (value instanceof TypedValue typed) {
            Optional<String> json = storedJson(typed);
            return json.isPresent() ? ofJson(json.get(), scope) : of(typed.getValue(), scope);
        }
        if (value instanceof SpinJsonNode node) {
            return ofJson(node.toString(), scope);
        }
        if (value instanceof List<?> elements) {
            return files(elements, scope);
        }
        if (value instanceof InputStream || value instanceof byte[]) {
            throw Inputs.wrongType(
                    Inputs.MESSAGE,
                    value,
                    ". The content of a File variable has no name: give the variable itself, such as"
                            + " ${execution.getVariableTyped('invoice')}, or a list with its name. " + WANTED);
        }
        if (value instanceof Spin<?> || value.getClass().getName().startsWith("java.lang.")) {
            throw Inputs.wrongType(Inputs.MESSAGE, value, ". " + WANTED);
        }
        String json = write(SpinNodes.asPlainValues(value));
        if (firstCharacter(json) != '{') {
            throw Inputs.wrongType(Inputs.MESSAGE, value, ". " + WANTED);
        }
        return rules.keyValue(json);
    }

    private Message ofJson(String json, Scope scope) {
        return switch (firstCharacter(json)) {
            case '[' -> files(readAs(Inputs.MESSAGE, json, List.class), scope);
            case '"' -> rules.text(readAs(Inputs.MESSAGE, json, String.class));
            default -> rules.keyValue(json);
        };
    }

    private Message files(List<?> elements, Scope scope) {
        List<Attachment> attachments = new ArrayList<>();
        for (Object element : elements) {
            attachments.add(Attachments.of(element, scope));
        }
        return rules.files(attachments, Inputs.comments(comments(scope)));
    }

    /** Read from JSON by ourselves: the engine cannot read every list back that it stored, such as {@code List.of(..)}. */
    private static @Nullable Object comments(Scope scope) {
        Optional<String> json = scope.stored(Inputs.COMMENTS).flatMap(MessageReader::storedJson);
        if (json.isPresent()) {
            return readAs(Inputs.COMMENTS, json.get(), Object.class);
        }
        Object value = scope.value(Inputs.COMMENTS);
        return value instanceof SpinJsonNode node ? readAs(Inputs.COMMENTS, node.toString(), Object.class) : value;
    }

    private static Optional<String> storedJson(TypedValue value) {
        return value instanceof SerializableValue serializable
                        && Variables.SerializationDataFormats.JSON
                                .getName()
                                .equals(serializable.getSerializationDataFormat())
                ? Optional.ofNullable(serializable.getValueSerialized()).map(json -> current(json, serializable))
                : Optional.empty();
    }

    /** A listener of the task may have changed it in place; the engine stores that later, by the same mapper. */
    private static String current(String stored, SerializableValue value) {
        return value.isDeserialized()
                ? json(value.getValue()).filter(now -> !isSame(stored, now)).orElse(stored)
                : stored;
    }

    private static Optional<String> json(Object value) {
        if (value instanceof Map || value instanceof List) {
            return Optional.of(Spin.JSON(SpinNodes.asPlainValues(value)).toString());
        }
        return value instanceof SpinJsonNode node ? Optional.of(node.toString()) : Optional.empty();
    }

    private static boolean isSame(String stored, String json) {
        try {
            return JSON.readTree(stored).equals(JSON.readTree(json));
        } catch (JsonProcessingException notJson) {
            return true;
        }
    }

    private static char firstCharacter(String json) {
        String stripped = json.stripLeading();
        return stripped.isEmpty() ? ' ' : stripped.charAt(0);
    }

    private static <T> T readAs(String variable, String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException notJson) {
            throw new InvalidInputException(
                    "Variable '" + variable + "' holds no readable JSON. Correct it, or leave JSON out.");
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException notWritable) {
            throw Inputs.wrongType(Inputs.MESSAGE, value, ", which cannot be written as JSON. " + WANTED);
        }
    }
}
