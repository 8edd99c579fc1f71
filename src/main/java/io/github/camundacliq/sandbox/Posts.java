package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts messages and files into chats. */
final class Posts {

    private final Chats chats;
    private final MessageRules messageRules;
    private final FileRules fileRules;
    private final SandboxJson json;

    Posts(Chats chats, MessageRules messageRules, FileRules fileRules, SandboxJson json) {
        this.chats = chats;
        this.messageRules = messageRules;
        this.fileRules = fileRules;
        this.json = json;
    }

    /** Refuses what Cliq refuses, with a {@link RefusedException}. */
    Answer message(Call call, Body.Json body) {
        String chat = chat(call);
        JsonNode checked = messageRules.check(body.text());
        Message message = chats.add(chat, sender(call), new Content.Text(body.text()));
        return checked.path("sync_message").asBoolean()
                ? Answer.json(200, json.write(Map.of("message_id", message.id())))
                : Answer.empty(204);
    }

    /** Refuses what Cliq refuses, with a {@link RefusedException}. */
    Answer files(Call call, Body.Upload upload) {
        String chat = chat(call);
        List<String> comments = fileRules.check(upload);
        for (int i = 0; i < upload.files().size(); i++) {
            String comment = i < comments.size() ? comments.get(i) : "";
            chats.add(chat, sender(call), new Content.Attachment(upload.files().get(i), comment));
        }
        return Answer.empty(204);
    }

    private String chat(Call call) {
        String chat = Objects.requireNonNullElse(call.chat(), "");
        if (!chats.exists(chat)) {
            throw new RefusedException(CliqError.CHAT_NOT_FOUND.answer());
        }
        return chat;
    }

    private static Sender sender(Call call) {
        return new Sender(Objects.requireNonNullElse(call.user(), ""), call.processInstance());
    }
}
