package io.github.camundacliq.client;

import io.github.camundacliq.connection.Redaction;

/** Words of the other side as everybody may read them: on one line, without secrets and without those of the message. */
final class Quotation {

    private static final int READ_LENGTH = 2000;

    private final Redaction redaction;
    private final Echo echo;

    Quotation(Redaction redaction, Echo echo) {
        this.redaction = redaction;
        this.echo = echo;
    }

    String of(String words) {
        String redacted = redaction.of(words);
        return redaction.line(echo.removedFrom(redacted.substring(0, Math.min(redacted.length(), READ_LENGTH))));
    }
}
