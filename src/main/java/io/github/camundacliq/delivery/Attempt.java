package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.pacing.TakenSlot;
import java.time.Instant;

/**
 * A post that was to be sent, under which lease, and what became of it.
 *
 * @param at when that was known; it may be written down a good while later
 */
public record Attempt(PostRequest request, Lease lease, Reply reply, Instant at) {

    public Outcome outcome() {
        return reply.outcome();
    }

    /** The same, marked as in doubt if an earlier attempt may have been delivered. */
    Attempt withDoubt() {
        return lease.doubtful()
                ? new Attempt(request, lease, new Reply(outcome().inDoubt(), reply.calls()), at)
                : this;
    }

    /** Whether Cliq may have counted it. */
    boolean reachedCliq() {
        return reply.calls() > 0 || outcome() instanceof Outcome.Uncertain;
    }

    /** The slot that it took. */
    TakenSlot slot() {
        Post post = request.post();
        return new TakenSlot(post.connection(), post.bucket(), lease.slot(), lease.end(), at, reachedCliq());
    }
}
