package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.message.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of a message, as Cliq may repeat them when it explains a refusal. They are for the chat, and not for everybody
 * who reads incidents.
 */
final class Echo {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Shorter parts stay: they are ordinary words, which the explanation needs for itself. */
    private static final int STRETCH = 12;

    /** What is the whole of a message's text, or of a value in it, goes from this length on. */
    private static final int WHOLE = 4;

    /** To look for all the words of a larger message would take seconds. */
    private static final int LONGEST = 200_000;

    private static final Message.Cases<List<String>> WORDS = new Message.Cases<>() {
        @Override
        public List<String> text(Message.Text text) {
            return List.of(text.text());
        }

        @Override
        public List<String> keyValue(Message.KeyValue keyValue) {
            List<String> words = new ArrayList<>();
            collect(json(keyValue.json()), words);
            return words;
        }

        @Override
        public List<String> files(Message.Files files) {
            return files.comments();
        }
    };

    private final List<String> words;
    private final List<String> whole;

    Echo(Message message) {
        List<String> spelled = message.match(WORDS).stream()
                .flatMap(Echo::spellings)
                .distinct()
                .toList();
        words = spelled.stream().map(Echo::lowerCase).distinct().toList();
        whole = spelled.stream()
                .map(String::strip)
                .filter(word -> word.length() >= WHOLE)
                .toList();
    }

    /** The explanation with an ellipsis for every stretch that the message has too. */
    String removedFrom(String explanation) {
        if (words.stream().mapToInt(String::length).sum() > LONGEST) {
            return "...";
        }
        String compared = lowerCase(explanation);
        StringBuilder rest = new StringBuilder();
        int position = 0;
        while (position < explanation.length()) {
            int echoed = Math.max(stretch(compared, position), whole(explanation, position));
            rest.append(echoed > 0 ? "..." : explanation.substring(position, position + 1));
            position += Math.max(echoed, 1);
        }
        return rest.toString();
    }

    private int stretch(String explanation, int from) {
        int end = from + STRETCH;
        if (end > explanation.length() || !contains(explanation.substring(from, end))) {
            return 0;
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

    /** As the other side may write it: in JSON, in an address, or in markup. */
    private static Stream<String> spellings(String word) {
        String inJson = unquoted(JSON, word);
        return Stream.of(
                word,
                inJson,
                inJson.replace("/", "\\/"),
                unquoted(JSON, inJson),
                unquoted(ASCII, word),
                unquoted(ASCII, word).replace("/", "\\/"),
                URLEncoder.encode(word, StandardCharsets.UTF_8),
                HtmlUtils.htmlEscape(word),
                HtmlUtils.htmlEscape(word, "UTF-8"));
    }

    private static String unquoted(JsonMapper mapper, String text) {
        try {
            String json = mapper.writeValueAsString(text);
            return json.substring(1, json.length() - 1);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can always be written as JSON", impossible);
        }
    }

    /** Each character by itself, so that none becomes two. */
    private static String lowerCase(String text) {
        return text.chars()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
