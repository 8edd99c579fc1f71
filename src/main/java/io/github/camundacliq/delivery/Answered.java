package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;

/** A post that was sent, under which lease, and what became of the request. */
public record Answered(PostRequest request, Lease lease, Answer answer) {

    /** Whether Cliq may have counted it. */
    boolean reachedCliq() {
        return answer.reply().calls() > 0 || answer.reply().outcome() instanceof Outcome.Uncertain;
    }
}
