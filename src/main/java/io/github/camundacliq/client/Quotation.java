package io.github.camundacliq.client;

import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.message.Message;

/** Words of the other side as everybody may read them: on one line, without secrets and without those of the message. */
final class Quotation {

    private static final int READ_LENGTH = 2000;

    private final Redaction redaction;
    private final Message message;

    Quotation(Redaction redaction, Message message) {
        this.redaction = redaction;
        this.message = message;
    }

    String of(String words) {
        String redacted = redaction.of(words);
        String read = redacted.substring(0, Math.min(redacted.length(), READ_LENGTH));
        return redaction.line(new Echo(message).removedFrom(read));
    }
}
