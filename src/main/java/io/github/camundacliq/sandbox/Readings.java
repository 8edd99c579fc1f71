package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads chats back, in the form that Zoho documents. */
final class Readings {

    private final Chats chats;
    private final SandboxJson json;

    Readings(Chats chats, SandboxJson json) {
        this.chats = chats;
        this.json = json;
    }

    /** Refuses what Cliq refuses, with a {@link RefusedException}. */
    Answer read(Call call, Body.Query query) {
        String chat = Objects.requireNonNullElse(call.chat(), "");
        if (!chats.exists(chat)) {
            throw new RefusedException(CliqError.CHAT_NOT_FOUND.answer());
        }
        long from = number(query, "fromtime", 0, Long.MAX_VALUE);
        long to = number(query, "totime", Long.MAX_VALUE, Long.MAX_VALUE);
        int limit = (int) number(query, "limit", 100, 100);
        List<Map<String, Object>> data =
                chats.read(chat, from, to, limit).stream().map(this::documented).toList();
        return Answer.json(200, json.write(Map.of("data", data)));
    }

    private Map<String, Object> documented(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sender", Map.of("name", message.user(), "id", message.user()));
        fields.put("id", message.id());
        fields.put("time", message.time());
        fields.put("type", message.content() instanceof Content.Attachment ? "file" : "text");
        fields.put("content", content(message.content()));
        return fields;
    }

    private Map<String, Object> content(Content content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (content instanceof Content.Text text) {
            JsonNode message = json.parse(text.json()).orElseThrow();
            List.of("text", "card", "slides", "buttons").stream()
                    .filter(message::has)
                    .forEach(key -> fields.put(key, message.get(key)));
        } else if (content instanceof Content.Attachment attachment) {
            StoredFile file = attachment.file();
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("name", file.name());
            described.put("type", Objects.requireNonNullElse(file.type(), "application/octet-stream"));
            described.put("dimensions", Map.of("size", file.size()));
            described.put("id", file.id());
            fields.put("file", described);
            fields.put("comment", attachment.comment());
        }
        return fields;
    }

    private static long number(Body.Query query, String name, long otherwise, long most) {
        String text = query.parameters().get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            throw CliqError.INPUT_PATTERN_MISMATCH.because("Unidentified value passed for the '" + name + "' key");
        }
        return Long.parseLong(text);
    }
}
