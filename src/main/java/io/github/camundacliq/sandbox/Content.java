package io.github.camundacliq.sandbox;

/** What somebody sees of a message. */
sealed interface Content {

    /** About how many characters it keeps in memory. */
    int length();

    /** A text, perhaps with a card: the request body, as it came. */
    record Text(String json) implements Content {

        @Override
        public int length() {
            return 100 + json.length();
        }
    }

    /** Cliq makes one message of each file, with the file's own comment. */
    record Attachment(StoredFile file, String comment) implements Content {

        @Override
        public int length() {
            return 300 + comment.length();
        }
    }
}
