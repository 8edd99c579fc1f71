package io.github.camundacliq.sandbox;

import static io.github.camundacliq.sandbox.CliqError.EXTRA_KEY_FOUND;
import static io.github.camundacliq.sandbox.CliqError.INPUT_JSON_INVALID;
import static io.github.camundacliq.sandbox.CliqError.INPUT_PATTERN_MISMATCH;
import static io.github.camundacliq.sandbox.CliqError.PARAM_MISSING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What Cliq checks of a message. Only the top level is checked for unknown keys, as far as is documented. */
final class MessageRules {

    private static final Set<String> KEYS = Set.of(
            "text",
            "bot",
            "card",
            "slides",
            "buttons",
            "references",
            "reply_to",
            "sync_message",
            "mark_as_read",
            "styles",
            "thread_message_id",
            "thread_title",
            "thread_chat_id",
            "post_in_parent");
    private static final Set<String> THEMES = Set.of("modern-inline", "poll", "prompt", "basic");
    private static final Set<String> SLIDES =
            Set.of("table", "list", "label", "text", "image", "images", "percentage_chart", "graph");

    private final SandboxJson json;
    private final int textLength;

    MessageRules(SandboxJson json, int textLength) {
        this.json = json;
        this.textLength = textLength;
    }

    /** The message, or the documented refusal. */
    JsonNode check(String body) {
        JsonNode message = json.parse(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> INPUT_JSON_INVALID.because("The request body is not a JSON object"));
        message.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw EXTRA_KEY_FOUND.because("'" + key + "' is an extra key in the JSON Object");
            }
        });
        text(message.path("text"));
        if (message.has("card")) {
            card(message.path("card"));
        }
        for (JsonNode slide : array(message, "slides", 20)) {
            demand(SLIDES.contains(slide.path("type").asText()), "slides.type");
        }
        for (JsonNode button : array(message, "buttons", 5)) {
            demand(button.isObject(), "buttons");
        }
        return message;
    }

    private void text(JsonNode text) {
        if (text.isMissingNode()
                || text.isNull()
                || (text.isTextual() && text.asText().isBlank())) {
            throw PARAM_MISSING.because("The parameter 'text' is missing");
        }
        demand(text.isTextual() && length(text) <= textLength, "text");
    }

    private static void card(JsonNode card) {
        demand(card.isObject(), "card");
        demand(length(card.path("title")) <= 200, "card.title");
        demand(!card.has("theme") || THEMES.contains(card.path("theme").asText()), "card.theme");
    }

    /** In characters as people count them: an emoji is one. */
    private static int length(JsonNode text) {
        return text.asText().codePointCount(0, text.asText().length());
    }

    private static JsonNode array(JsonNode message, String key, int most) {
        JsonNode array = message.path(key);
        demand(array.isMissingNode() || (array.isArray() && array.size() <= most), key);
        return array;
    }

    private static void demand(boolean met, String key) {
        if (!met) {
            throw INPUT_PATTERN_MISMATCH.because("Unidentified value passed for the '" + key + "' key");
        }
    }
}
