package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;

/** One message on its way: to which chat, as whom. */
public record Post(Connection connection, ChatId chat, Message message) {

    /** For an operator: where it goes and what kind of message it is, and not a word of it. */
    public String described() {
        return "Chat " + chat + ", connection '" + connection.linkName() + "', " + message.kind() + ".";
    }
}
