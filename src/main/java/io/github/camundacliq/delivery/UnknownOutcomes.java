package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.ReadBack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Goes on with posts of which nobody knows whether they were delivered, as the model says. */
final class UnknownOutcomes {

    /** How long to wait when the chat may not be read now. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Journal journal;
    private final Pacing pacing;
    private final Verification verification;
    private final Duration visibleAfter;
    private final Clock clock;

    /**
     * The handling of unknown outcomes.
     *
     * @param visibleAfter how long after a post it can be read back at the latest
     */
    UnknownOutcomes(Journal journal, Pacing pacing, ReadBack readBack, Duration visibleAfter, Clock clock) {
        this.journal = journal;
        this.pacing = pacing;
        this.verification = new Verification(readBack, journal, clock);
        this.visibleAfter = visibleAfter;
        this.clock = clock;
    }

    /** What follows, in the caller's transaction; nothing if the post is to be sent again. */
    Optional<Decision> decide(PostRequest request, Entry entry) {
        Outcome outcome = entry.outcome()
                .orElseGet(() ->
                        new Outcome.Uncertain("the node that sent it stopped before it could write the answer down"));
        return switch (request.onUncertain()) {
            case RETRY -> Optional.empty();
            case INCIDENT -> {
                journal.conclude(request.key(), State.UNCERTAIN, outcome);
                yield Optional.of(new Decision.Over(outcome));
            }
            case VERIFY -> Optional.of(verify(request, entry, outcome));
        };
    }

    Decision waitToVerify(Instant since) {
        return new Decision.NotBefore(
                since.plus(visibleAfter), "Unknown whether it was posted; the chat is read back at that time");
    }

    Sighting look(PostRequest request, Decision.Verify verify) {
        return verification.look(request, verify);
    }

    Decision sighted(PostRequest request, Sighting sighting) {
        return switch (sighting) {
            case FOUND -> {
                Outcome delivered = new Outcome.Delivered(Map.of());
                journal.conclude(request.key(), State.ANSWERED, delivered);
                yield new Decision.Over(delivered);
            }
            case ABSENT -> {
                journal.conclude(
                        request.key(), State.UNAVAILABLE, new Outcome.Unavailable("absent", "it is not in the chat"));
                yield new Decision.NotBefore(clock.instant(), "It is not in the chat and is posted again");
            }
            case CANNOT_TELL ->
                new Decision.Over(
                        new Outcome.Uncertain("no trustworthy answer came, and reading the chat back could not tell"));
        };
    }

    private Decision verify(PostRequest request, Entry entry, Outcome outcome) {
        if (entry.state() == State.SENDING) {
            journal.conclude(request.key(), State.UNCERTAIN, outcome);
            return waitToVerify(clock.instant());
        }
        if (entry.answered().plus(visibleAfter).isAfter(clock.instant())) {
            return waitToVerify(entry.answered());
        }
        return pacing.takeNow(request.post(), Bucket.READS)
                ? new Decision.Verify(entry.sent(), entry.deadline().plus(visibleAfter))
                : new Decision.NotBefore(
                        clock.instant().plus(ASK_AGAIN), "Cliq lets no more chats be read back at the moment");
    }
}
