package io.github.camundacliq.task;

/** The name space of the Deluge call {@code ${zoho.cliq.postToChat(chatId, message, connection)}}. */
public final class Zoho {

    private final Cliq cliq;

    public Zoho(Cliq cliq) {
        this.cliq = cliq;
    }

    public Cliq getCliq() {
        return cliq;
    }
}
