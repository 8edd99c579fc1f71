package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.message.ChatId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator reads in Cockpit: what happened, to which chat, with which connection, and what to do. */
final class IncidentText {

    private static final String EARLIER = "An earlier attempt may have been posted: look into the chat; if it is there,"
            + " mark it as delivered in Cockpit under Cliq posts. ";

    private final String where;
    private final boolean readable;

    private IncidentText(String where, boolean readable) {
        this.where = where;
        this.readable = readable;
    }

    static IncidentText on(Post post) {
        return new IncidentText(post.described(), true);
    }

    /** For a task whose inputs cannot all be read. */
    static IncidentText withoutPost(Optional<ChatId> chat, Optional<Connection> connection) {
        String known = Stream.of(
                        chat.map(id -> "Chat " + id + "."),
                        connection.map(used -> "Connection '" + used.linkName() + "'."))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return new IncidentText(known, false);
    }

    /** The remedy comes before the other side's words, but after ours: the engine cuts the end off. */
    String of(Outcome.Rejected rejected) {
        String what = (rejected.leavesDoubt() ? "Not posted by this attempt" : "Not posted") + ", rejected: "
                + rejected.code() + ". " + (rejected.leavesDoubt() ? EARLIER : "");
        return readable
                ? what + rejected.advice() + " " + where + " " + details(rejected.detail())
                : what + rejected.detail() + " " + rejected.advice() + " " + where;
    }

    String of(Outcome.Throttled throttled) {
        return "Waiting: Cliq limits this user's requests (" + throttled.code() + "). Nothing to do. " + where;
    }

    String of(Outcome.Unavailable unavailable) {
        return (unavailable.leavesDoubt() ? "Not posted by this attempt" : "Not posted yet")
                + ", Cliq is not available: " + unavailable.code() + ". "
                + (unavailable.leavesDoubt() ? EARLIER : "") + "It is tried again by the retry cycle;"
                + " if the cycle is over, see to the cause and retry the job. " + where + " "
                + details(unavailable.reason());
    }

    String of(Outcome.Uncertain uncertain) {
        return "Unknown whether it was posted: " + uncertain.reason()
                + ". Look into the chat. A retry posts it again; if it is there already, mark it as delivered in Cockpit"
                + " under Cliq posts instead. " + where;
    }

    private static String details(String text) {
        return "Details: " + text;
    }
}
