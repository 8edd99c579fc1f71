package io.github.camundacliq.task;

import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.InvalidInputException;
import java.util.Optional;

/**
 * The input {@code chatId}, read once: of an object that it cannot read the engine says so the first time only.
 *
 * @param wrong why there is none
 */
record ReadChat(Optional<ChatId> id, Optional<InvalidInputException> wrong) {

    static ReadChat of(ChatPosts.Value input) {
        try {
            return new ReadChat(Optional.of(Inputs.chatId(input.read())), Optional.empty());
        } catch (InvalidInputException wrong) {
            return new ReadChat(Optional.empty(), Optional.of(wrong));
        }
    }

    /** The chat, or nothing where it is wrong. */
    String text() {
        return id.map(ChatId::value).orElse("");
    }

    /** @throws InvalidInputException where it is wrong */
    ChatId require() {
        return id.orElseThrow(wrong::orElseThrow);
    }
}
