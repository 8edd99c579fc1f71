package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.message.ChatId;
import java.util.Optional;

/** What an operator reads in Cockpit: what happened, to which chat, with which connection, and what to do. */
final class IncidentText {

    private final String where;
    private final boolean sent;

    private IncidentText(String where, boolean sent) {
        this.where = where;
        this.sent = sent;
    }

    static IncidentText on(Post post) {
        return new IncidentText(
                "Chat " + post.chat() + ", connection '" + post.connection().linkName() + "', "
                        + post.message().kind() + ".",
                true);
    }

    static IncidentText withoutPost(Optional<ChatId> chat, Optional<Connection> connection) {
        String known = chat.map(id -> " Chat " + id + ".").orElse("")
                + connection
                        .map(used -> " Connection '" + used.linkName() + "'.")
                        .orElse("");
        return new IncidentText("Nothing was sent to Cliq." + known, false);
    }

    /** The remedy comes before the other side's words: the engine cuts the end off. */
    String of(Outcome.Rejected rejected) {
        String what = "Not posted, rejected: " + rejected.code() + ". ";
        return sent
                ? what + rejected.advice() + " " + where + " " + sentence(rejected.detail())
                : what + rejected.detail() + " " + rejected.advice() + " " + where;
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
                + ". Look into the chat. A retry posts it again; if it is there already, mark it as delivered in Cockpit"
                + " under Cliq posts instead. " + where;
    }

    private static String sentence(String text) {
        return "Details: " + text;
    }
}
