package io.github.camundacliq.client;

/** One message as the chat shows it; empty texts stand for what it does not have. */
public record SeenMessage(String senderId, String senderName, String text, String fileName) {

    boolean isLegible() {
        return !text.isEmpty() || !fileName.isEmpty();
    }

    @Override
    public String toString() {
        return "SeenMessage[sender " + senderId + "]";
    }
}
