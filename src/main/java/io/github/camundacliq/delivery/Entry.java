package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal knows about a post.
 *
 * @param due of a waiting post
 * @param answered when the outcome, or that there is none, became known
 * @param slot of a waiting post in its user's window
 * @param stored of the last attempt
 * @param post of the last attempt, or of the one to come
 */
record Entry(
        State state,
        Instant deadline,
        Instant due,
        int slot,
        Instant sent,
        Instant answered,
        StoredOutcome stored,
        StoredPost post) {

    static Entry waiting(Journal.Waiting one) {
        Instant never = Instant.EPOCH;
        return new Entry(
                State.WAITING,
                never,
                one.due(),
                one.slot(),
                never,
                never,
                StoredOutcome.NONE,
                StoredPost.of(one.request().post()));
    }

    static Entry sending(Lease lease, Post post) {
        Instant never = Instant.EPOCH;
        return new Entry(
                State.SENDING,
                lease.end(),
                never,
                lease.slot(),
                lease.notBefore(),
                never,
                StoredOutcome.NONE,
                StoredPost.of(post));
    }

    /** Another one after each attempt, and after each thing that became known. */
    String version() {
        return version(state, sent);
    }

    static String version(State state, Instant sent) {
        return state + "-" + sent.toEpochMilli();
    }

    Optional<Outcome> outcome() {
        return stored.read();
    }

    /** Whether nobody knows if it was delivered, by the last attempt or an earlier one. */
    boolean leavesDoubt() {
        return stored.leavesDoubt();
    }

    /** Whether a person may say what became of it: nobody knows, and it is not being sent now. */
    boolean isUndecided() {
        return leavesDoubt() && state != State.SENDING && state != State.CANCELLED;
    }

    /** When the last attempt began, if its access token was refused. */
    Optional<Instant> repeated() {
        return outcome().filter(Outcome::wantsNewToken).map(refused -> sent);
    }
}
