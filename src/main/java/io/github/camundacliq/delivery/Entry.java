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
 * @param doubtful whether some attempt may have been delivered
 */
record Entry(
        State state,
        Instant deadline,
        Instant due,
        int place,
        Instant sent,
        Instant answered,
        Optional<Outcome> outcome,
        boolean doubtful) {

    static Entry waiting(Journal.Waiting one) {
        Instant never = Instant.EPOCH;
        return new Entry(State.WAITING, never, one.due(), one.place(), never, never, Optional.empty(), false);
    }

    static Entry sending(Lease lease) {
        Instant never = Instant.EPOCH;
        return new Entry(
                State.SENDING, lease.end(), never, lease.place(), lease.notBefore(), never, Optional.empty(), true);
    }

    /** Whether some attempt may have been delivered, and none is under way. */
    boolean isUndecided() {
        return doubtful
                && switch (state) {
                    case WAITING, UNAVAILABLE, UNCERTAIN, REPORTED -> true;
                    case SENDING, ANSWERED, CANCELLED -> false;
                };
    }

    /** When the last attempt began, if its access token was refused. */
    Optional<Instant> repeated() {
        return outcome.filter(Outcome::wantsNewToken).map(refused -> sent);
    }
}
