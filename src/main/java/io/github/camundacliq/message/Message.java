package io.github.camundacliq.message;

import java.util.List;

/** One post's content. None of the forms prints its content: a message never reaches a log or an incident. */
public sealed interface Message {

    /** The form's name as Deluge's documentation writes it. */
    String kind();

    <R> R match(Cases<R> cases);

    /** One function for each form: the exhaustive switch that Java 17 lacks. */
    interface Cases<R> {

        R text(Text text);

        R keyValue(KeyValue keyValue);

        R files(Files files);
    }

    /** A text in Cliq's own markup. */
    record Text(String text) implements Message {
        @Override
        public String kind() {
            return "TEXT";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
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
        public <R> R match(Cases<R> cases) {
            return cases.keyValue(this);
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
        public <R> R match(Cases<R> cases) {
            return cases.files(this);
        }

        @Override
        public String toString() {
            return "Files[" + attachments.size() + "]";
        }
    }
}
