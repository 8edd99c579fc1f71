package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;

/** One message on its way: to which chat, as whom. */
public record Post(Connection connection, ChatId chat, Message message) {}
