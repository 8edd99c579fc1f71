package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.pacing.Allowance;
import io.github.camundacliq.pacing.Pacing;
import io.github.camundacliq.pacing.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes down how posts of one connection ended, in the caller's transaction, and says what follows for each. */
final class Settlements {

    private final Conclusions conclusions;
    private final Journal journal;
    private final Allowance allowance;
    private final UnknownOutcomes unknownOutcomes;
    private final Clock clock;

    Settlements(
            Conclusions conclusions,
            Journal journal,
            Allowance allowance,
            UnknownOutcomes unknownOutcomes,
            Clock clock) {
        this.conclusions = conclusions;
        this.journal = journal;
        this.allowance = allowance;
        this.unknownOutcomes = unknownOutcomes;
        this.clock = clock;
    }

    /** Nothing follows for one whose lease was lost. */
    List<Optional<Decision>> settle(List<Attempt> attempts) {
        List<Attempt> all = attempts.stream().map(Attempt::withDoubt).toList();
        List<Attempt> notCalled = all.stream().filter(this::isToBeGivenBack).toList();
        List<Boolean> held = conclusions.settle(all);
        notCalled.forEach(one -> allowance
                .budget()
                .giveBack(
                        one.request().post().connection(),
                        one.lease().notBefore().minus(Schedule.GRACE)));
        List<Optional<Instant>> lockedUntil =
                all.stream().map(this::lockedUntil).toList();
        allowance.pacing().settle(all.stream().map(Attempt::slot).toList());
        return IntStream.range(0, all.size())
                .mapToObj(index -> held.get(index)
                        ? Optional.of(follow(all.get(index), lockedUntil.get(index)))
                        : Optional.<Decision>empty())
                .toList();
    }

    /** Counted ahead, and no call of Zoho's plan in the end. */
    private boolean isToBeGivenBack(Attempt one) {
        return one.request().post().connection().externalCalls().isPresent()
                && one.reply().calls() == 0
                && !conclusions.knows(one);
    }

    /** When the user may post again, if Cliq or we ourselves said that it may not now. */
    private Optional<Instant> lockedUntil(Attempt one) {
        if (!(one.outcome() instanceof Outcome.Throttled throttled)) {
            return Optional.empty();
        }
        return Optional.of(
                one.reachedCliq()
                        ? allowance.pacing().lockOut(one.request().post().connection(), throttled.retryAfter())
                        : one.at().plus(throttled.retryAfter().orElse(Duration.ZERO)));
    }

    private Decision follow(Attempt one, Optional<Instant> lockedUntil) {
        Outcome outcome = one.outcome();
        if (outcome.wantsNewToken()) {
            return new Decision.Repeat();
        }
        if (lockedUntil.isPresent()) {
            String reason = Pacing.lockedOut(one.request().post().connection().user());
            journal.waiting(List.of(new Journal.Waiting(
                    one.request(), lockedUntil.get(), one.lease().slot(), reason, true)));
            return new Decision.NotBefore(lockedUntil.get(), reason);
        }
        return outcome instanceof Outcome.Uncertain && one.request().onUncertain() == OnUncertain.VERIFY
                ? unknownOutcomes.waitToVerify(clock.instant())
                : new Decision.Over(outcome);
    }
}
