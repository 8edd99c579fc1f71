package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;

/** What is to be done about a post now. */
public sealed interface Decision {

    /** Send it. */
    record Send(Lease lease) implements Decision {}

    /**
     * Read the chat back: an earlier attempt may have been delivered.
     *
     * @param sent when it left at the earliest
     * @param settled when Cliq had taken it at the latest, if it did
     * @param trail of that attempt: the task's inputs may have changed since
     */
    record Verify(Instant sent, Instant settled, Trail trail) implements Decision {}

    /** Decide again: Cliq refused an access token, and the attempt with a new one needs a place of its own. */
    record Repeat() implements Decision {}

    /** It is over; the process goes on by this outcome. */
    record Over(Outcome outcome) implements Decision {}

    /**
     * Not yet.
     *
     * @param reason for the operator who asks what it waits for
     */
    record NotBefore(Instant due, String reason) implements Decision {}
}
