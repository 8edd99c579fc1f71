package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;

/** Keeps an attempt that was certainly in vain from telling that nothing was posted, where an earlier one may have been. */
final class Doubt implements Outcome.Cases<Outcome> {

    private static final Doubt ADDED = new Doubt();
    private static final String EARLIER = "An earlier attempt may have been posted: look into the chat. ";

    private Doubt() {}

    static Answered told(Answered one) {
        if (!one.lease().doubtful()) {
            return one;
        }
        Reply reply = one.answer().reply();
        Reply told = new Reply(reply.outcome().match(ADDED), reply.calls());
        return new Answered(
                one.request(), one.lease(), new Answer(told, one.answer().at()));
    }

    @Override
    public Outcome delivered(Outcome.Delivered delivered) {
        return delivered;
    }

    @Override
    public Outcome rejected(Outcome.Rejected rejected) {
        return new Outcome.Rejected(rejected.code(), rejected.detail(), EARLIER + rejected.advice());
    }

    @Override
    public Outcome throttled(Outcome.Throttled throttled) {
        return throttled;
    }

    @Override
    public Outcome unavailable(Outcome.Unavailable unavailable) {
        return new Outcome.Unavailable(unavailable.code(), EARLIER + unavailable.reason());
    }

    @Override
    public Outcome uncertain(Outcome.Uncertain uncertain) {
        return uncertain;
    }
}
