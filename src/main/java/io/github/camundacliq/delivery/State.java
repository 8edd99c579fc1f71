package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;

/** How far a post got. */
enum State {
    /** It was promised a time. */
    WAITING,
    /** A node has the lease to send it. */
    SENDING,
    /** Its outcome is known; whoever asks again gets the same answer. */
    ANSWERED,
    /** It was certainly not delivered; the retry cycle sends it again, or at once who has a new access token for it. */
    UNAVAILABLE,
    /** Nobody knows whether it was delivered. */
    UNCERTAIN,
    /** An incident reported the outcome; if the job runs again, an operator wants a new attempt. */
    REPORTED,
    /** It was not sent, and no job waits for it any more. */
    CANCELLED;

    private static final Outcome.Cases<State> AFTER = new Outcome.Cases<>() {
        @Override
        public State delivered(Outcome.Delivered delivered) {
            return ANSWERED;
        }

        @Override
        public State rejected(Outcome.Rejected rejected) {
            return ANSWERED;
        }

        @Override
        public State throttled(Outcome.Throttled throttled) {
            return WAITING;
        }

        @Override
        public State unavailable(Outcome.Unavailable unavailable) {
            return UNAVAILABLE;
        }

        @Override
        public State uncertain(Outcome.Uncertain uncertain) {
            return UNCERTAIN;
        }
    };

    static State after(Outcome outcome) {
        return outcome.match(AFTER);
    }
}
