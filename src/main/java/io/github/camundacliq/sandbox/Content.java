package io.github.camundacliq.sandbox;

/** What somebody sees of a message. */
sealed interface Content {

    /** A text, perhaps with a card: the request body, as it came. */
    record Text(String json) implements Content {}

    /** Cliq makes one message of each file, with the file's own comment. */
    record Attachment(StoredFile file, String comment) implements Content {}
}
