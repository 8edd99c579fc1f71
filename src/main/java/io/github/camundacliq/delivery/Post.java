package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.pacing.Bucket;

/** One message on its way: to which chat, as whom. */
public record Post(Connection connection, ChatId chat, Message message) {

    /** What it counts as. */
    Bucket bucket() {
        return Bucket.of(message.kind());
    }

    /** For an operator: where it goes and what kind of message it is, and not a word of it. */
    public String described() {
        return "Chat " + chat + ", connection '" + connection.linkName() + "', " + message.kind() + ".";
    }
}
