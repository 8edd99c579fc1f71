package io.github.camundacliq.message;

import java.util.regex.Pattern;

/**
 * The id of a chat: digits for a direct message, {@code CT_...} for a group, channel, bot or thread.
 *
 * @param value 1 to 200 letters, digits, {@code _} and {@code -}, so that it is safe as one segment of an address
 */
public record ChatId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    /** Where a person finds a chat id; used wherever one turns out to be wrong. */
    public static final String WHERE_TO_FIND =
            "Copy the id from the browser's address while the chat is open in Cliq (.../chats/<chat id>)";

    /** @throws InvalidInputException if the value cannot be a chat id */
    public ChatId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new InvalidInputException("Variable 'chatId' is '" + FoundValue.shown(value)
                    + "', but a chat id has 1 to 200 letters, digits, '_' and '-'. " + WHERE_TO_FIND + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
