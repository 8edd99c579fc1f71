package io.github.camundacliq.message;

import java.util.List;

/** One post's content. None of the forms prints its content: a message never reaches a log or an incident. */
public sealed interface Message {

    /** The form's name as Deluge's documentation writes it. */
    String kind();

    /** A text in Cliq's own markup. */
    record Text(String text) implements Message {
        @Override
        public String kind() {
            return "TEXT";
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * A message with keys, such as a card.
     *
     * @param json the JSON object, exactly as the process gave it: Cliq refuses keys it does not know
     * @param text the value of its key {@code text}, empty if it has none
     */
    record KeyValue(String json, String text) implements Message {
        @Override
        public String kind() {
            return "KEY-VALUE";
        }

        @Override
        public String toString() {
            return "KeyValue[" + json.length() + " characters]";
        }
    }

    /**
     * Files, each with an optional comment.
     *
     * @param comments as many as there are files, or none at all
     */
    record Files(List<Attachment> attachments, List<String> comments) implements Message {
        @Override
        public String kind() {
            return attachments.size() == 1 ? "FILE" : "LIST of FILE";
        }

        @Override
        public String toString() {
            return "Files[" + attachments.size() + "]";
        }
    }
}
