package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a message, as Cliq may repeat them when it explains a refusal. They are for the chat, and not for everybody
 * who reads incidents.
 */
final class Echo {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Shorter parts stay: they are ordinary words, which the explanation needs for itself. */
    private static final int STRETCH = 12;

    /** What is the whole of a message's text, or of a value in it, goes from this length on. */
    private static final int WHOLE = 4;

    private final List<String> words;
    private final List<String> whole;

    Echo(Message message) {
        words = words(message);
        whole = words.stream()
                .map(String::strip)
                .filter(word -> word.length() >= WHOLE)
                .toList();
    }

    /** The explanation with an ellipsis for every stretch that the message has too. */
    String removedFrom(String explanation) {
        StringBuilder rest = new StringBuilder();
        int position = 0;
        while (position < explanation.length()) {
            int echoed = echoed(explanation, position);
            rest.append(echoed > 0 ? "..." : explanation.substring(position, position + 1));
            position += Math.max(echoed, 1);
        }
        return rest.toString();
    }

    private int echoed(String explanation, int from) {
        int end = from + STRETCH;
        if (end > explanation.length() || !contains(explanation.substring(from, end))) {
            return whole(explanation, from);
        }
        while (end < explanation.length() && contains(explanation.substring(from, end + 1))) {
            end++;
        }
        return end - from;
    }

    private int whole(String explanation, int from) {
        return whole.stream()
                .filter(word -> explanation.startsWith(word, from))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private boolean contains(String stretch) {
        return words.stream().anyMatch(word -> word.contains(stretch));
    }

    private static List<String> words(Message message) {
        if (message instanceof Message.Files files) {
            return files.comments();
        }
        if (message instanceof Message.Text text) {
            return List.of(text.text());
        }
        List<String> words = new ArrayList<>();
        collect(json(((Message.KeyValue) message).json()), words);
        return words;
    }

    private static void collect(JsonNode node, List<String> words) {
        if (node.isTextual()) {
            words.add(node.asText());
        }
        node.forEach(child -> collect(child, words));
    }

    private static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A key-value message is JSON", impossible);
        }
    }
}
