package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.pacing.Bucket;
import io.github.camundacliq.pacing.Pacing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Goes on with posts of which nobody knows whether they were delivered, as the model says. */
final class UnknownOutcomes {

    /** How long to wait when the chat may not be read now. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** How long to wait when no answer came. */
    private static final Duration ANOTHER_LOOK = Duration.ofSeconds(30);

    private final Conclusions conclusions;
    private final Pacing pacing;
    private final Duration visibleAfter;
    private final Duration totalTimeout;
    private final Clock clock;

    /**
     * The handling of unknown outcomes.
     *
     * @param totalTimeout how long a reading may take, and so reach Cliq later than it was granted
     * @param visibleAfter how long after a post it can be read back at the latest
     */
    UnknownOutcomes(Conclusions conclusions, Pacing pacing, Duration totalTimeout, Duration visibleAfter, Clock clock) {
        this.conclusions = conclusions;
        this.pacing = pacing;
        this.totalTimeout = totalTimeout;
        this.visibleAfter = visibleAfter;
        this.clock = clock;
    }

    /** What is told of a post that can neither be read back nor sent as its inputs are now. */
    Optional<Outcome> known(Entry entry, OnUncertain onUncertain) {
        return switch (entry.state()) {
            case ANSWERED -> entry.outcome();
            case SENDING -> Optional.of(outcome(entry));
            case UNCERTAIN -> onUncertain == OnUncertain.RETRY ? Optional.empty() : Optional.of(outcome(entry));
            case WAITING, UNAVAILABLE, REPORTED, CANCELLED -> Optional.empty();
        };
    }

    private static Outcome outcome(Entry entry) {
        return entry.outcome()
                .orElseGet(() -> new Outcome.Uncertain("the node that was to send it wrote no answer down in time"));
    }

    /** What follows, in the caller's transaction; nothing if the post is to be sent again. */
    Optional<Decision> decide(PostRequest request, Entry entry) {
        Outcome outcome = outcome(entry);
        return switch (request.onUncertain()) {
            case RETRY -> entry.state() == State.SENDING ? Optional.of(uncertain(request, outcome)) : Optional.empty();
            case INCIDENT -> Optional.of(uncertain(request, outcome));
            case VERIFY -> Optional.of(verify(request, entry, outcome));
        };
    }

    /** A node that stopped uses up a retry, as an answer that never came does: else nothing would bound the attempts. */
    private Decision uncertain(PostRequest request, Outcome outcome) {
        conclusions.conclude(request.key(), State.UNCERTAIN, outcome);
        return new Decision.Over(outcome);
    }

    Decision waitToVerify(Instant since) {
        return new Decision.NotBefore(
                since.plus(visibleAfter), "Unknown whether it was posted; the chat is read back at that time");
    }

    /**
     * What is not in the chat is posted again by the retry cycle: else a post that never gets an answer would be for ever. Where
     * a connection broke, the JDK's client has asked for the chat twice, and the second time is counted here.
     *
     * @param doubtful whether an attempt before the one that was looked for may have been delivered
     */
    Decision sighted(PostRequest request, Sighting sighting, boolean doubtful) {
        return sighting.match(new Next(request, doubtful));
    }

    private final class Next implements Sighting.Cases<Decision> {

        private final PostRequest request;
        private final boolean doubtful;

        Next(PostRequest request, boolean doubtful) {
            this.request = request;
            this.doubtful = doubtful;
        }

        @Override
        public Decision found() {
            return settled(request, State.ANSWERED, new Outcome.Delivered(Map.of()));
        }

        @Override
        public Decision absent() {
            return settled(
                    request,
                    State.UNAVAILABLE,
                    doubtful ? notInChat("this attempt").inDoubt() : notInChat("it"));
        }

        @Override
        public Decision unclear(Sighting.Unclear unclear) {
            return settled(request, State.UNCERTAIN, new Outcome.Uncertain(unclear.reason()));
        }

        @Override
        public Decision notNow() {
            boolean unused = pacing.takeNow(request.post().connection(), Bucket.READS, totalTimeout);
            return new Decision.NotBefore(
                    clock.instant().plus(ANOTHER_LOOK),
                    "Unknown whether it was posted, and the chat cannot be read back at the moment");
        }

        @Override
        public Decision throttled(Sighting.Throttled throttled) {
            return new Decision.NotBefore(
                    pacing.lockOut(request.post().connection(), throttled.retryAfter()),
                    Pacing.lockedOut(request.post().connection().user()));
        }
    }

    private Decision settled(PostRequest request, State state, Outcome outcome) {
        return conclusions.sighted(request.key(), state, outcome)
                ? new Decision.Over(outcome)
                : new Decision.NotBefore(clock.instant(), "Its outcome became known meanwhile");
    }

    private static Outcome notInChat(String what) {
        return new Outcome.Unavailable("absent", "no trustworthy answer came, and " + what + " is not in the chat");
    }

    private Decision verify(PostRequest request, Entry entry, Outcome outcome) {
        if (entry.state() == State.SENDING) {
            conclusions.conclude(request.key(), State.UNCERTAIN, outcome);
            return waitToVerify(clock.instant());
        }
        if (entry.answered().plus(visibleAfter).isAfter(clock.instant())) {
            return waitToVerify(entry.answered());
        }
        return pacing.takeNow(request.post().connection(), Bucket.READS, totalTimeout)
                ? new Decision.Verify(entry.sent(), entry.deadline().plus(visibleAfter), entry.post())
                : new Decision.NotBefore(
                        clock.instant().plus(ASK_AGAIN), "Cliq lets no more chats be read back at the moment");
    }
}
