package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Post;

/** What an operator reads in Cockpit: what happened, to which chat, with which connection, and what to do. */
final class IncidentText {

    private final String where;

    private IncidentText(String where) {
        this.where = where;
    }

    static IncidentText on(Post post) {
        return new IncidentText("Chat " + post.chat() + ", connection '"
                + post.connection().linkName() + "', " + post.message().kind() + ".");
    }

    static IncidentText withoutPost() {
        return new IncidentText("Nothing was sent to Cliq.");
    }

    String of(Outcome.Rejected rejected) {
        return "Not posted, rejected: " + rejected.code() + ". " + rejected.advice() + " " + where + " "
                + sentence(rejected.detail());
    }

    String of(Outcome.Throttled throttled) {
        return "Waiting: Cliq limits this user's requests (" + throttled.code() + "). Nothing to do. " + where;
    }

    String of(Outcome.Unavailable unavailable) {
        return "Not posted yet, Cliq is not available: " + unavailable.code()
                + ". It is tried again by the retry cycle;"
                + " if the cycle is over, see to the cause and retry the job. " + where + " "
                + sentence(unavailable.reason());
    }

    String of(Outcome.Uncertain uncertain) {
        return "Unknown whether it was posted: " + uncertain.reason()
                + ". Look into the chat. A retry posts it again; if it"
                + " is there already, cancel or move the instance instead. " + where;
    }

    private static String sentence(String text) {
        return "Details: " + text;
    }
}
