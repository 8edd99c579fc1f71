package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.pacing.TakenPlace;

/** A post that was sent, under which lease, and what became of the request. */
public record Answered(PostRequest request, Lease lease, Answer answer) {

    /** The answer, marked as in doubt if an earlier attempt may have been delivered. */
    Answered withDoubt() {
        if (!lease.doubtful()) {
            return this;
        }
        Reply reply = answer.reply();
        return new Answered(
                request, lease, new Answer(new Reply(reply.outcome().inDoubt(), reply.calls()), answer.at()));
    }

    /** The place that it took. */
    TakenPlace place() {
        Post post = request.post();
        return new TakenPlace(post.connection(), post.bucket(), lease.place(), lease.end(), answer.at(), reachedCliq());
    }

    /** Whether Cliq may have counted it. */
    boolean reachedCliq() {
        return answer.reply().calls() > 0 || answer.reply().outcome() instanceof Outcome.Uncertain;
    }
}
