package io.github.camundacliq.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;

/** JSON variables inside of a Map, as a template's {@code ${card}} puts them there: a JSON mapper takes them for beans. */
final class SpinNodes {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SpinNodes() {}

    /** The same Map or List with what the nodes stand for in their places; any other value as it is. */
    static Object asPlainValues(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(key, element(each)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(element(each)));
            return plain;
        }
        return value instanceof SpinJsonNode node ? read(node) : value;
    }

    private static @Nullable Object element(@Nullable Object value) {
        return value == null ? null : asPlainValues(value);
    }

    private static Object read(SpinJsonNode node) {
        try {
            return JSON.readValue(node.toString(), Object.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON node is JSON", impossible);
        }
    }
}
