package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal knows about a post.
 *
 * @param due of a waiting post
 * @param answered when the outcome, or that there is none, became known
 * @param place of a waiting post in its user's window
 * @param trail of the last attempt, or of the one to come
 * @param doubtful whether an earlier attempt than the last may have been delivered
 */
record Entry(
        State state,
        Instant deadline,
        Instant due,
        int place,
        Instant sent,
        Instant answered,
        Optional<Outcome> outcome,
        boolean doubtful,
        Trail trail) {

    static Entry waiting(Journal.Waiting one) {
        Instant never = Instant.EPOCH;
        return new Entry(
                State.WAITING,
                never,
                one.due(),
                one.place(),
                never,
                never,
                Optional.empty(),
                false,
                Trail.of(one.request().post()));
    }

    static Entry sending(Lease lease, Post post) {
        Instant never = Instant.EPOCH;
        return new Entry(
                State.SENDING,
                lease.end(),
                never,
                lease.place(),
                lease.notBefore(),
                never,
                Optional.empty(),
                lease.doubtful(),
                Trail.of(post));
    }

    /** Whether nobody knows if it was delivered, by the last attempt or an earlier one. */
    boolean leavesDoubt() {
        return outcome.filter(Outcome.Delivered.class::isInstance).isEmpty()
                && (doubtful || outcome.filter(Outcome::leavesDoubt).isPresent());
    }

    /** Whether a person may say what became of it: nobody knows, and it is not being sent now. */
    boolean isUndecided() {
        return leavesDoubt() && state != State.SENDING && state != State.CANCELLED;
    }

    /** When the last attempt began, if its access token was refused. */
    Optional<Instant> repeated() {
        return outcome.filter(Outcome::wantsNewToken).map(refused -> sent);
    }
}
