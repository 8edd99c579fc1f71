package io.github.camundacliq.delivery;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.pacing.Pacing;
import io.github.camundacliq.pacing.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/** Sends a post that has a lease, at the time of its slot, unless it must not leave any more. */
final class Sender {

    /** How much longer than the client's own time limit a lease lasts. */
    static final Duration LEASE_MARGIN = Duration.ofSeconds(10);

    private final CliqClient client;
    private final Pacing pacing;
    private final DeliveryListener listeners;
    private final Clock clock;

    Sender(CliqClient client, Pacing pacing, DeliveryListener listeners, Clock clock) {
        this.client = client;
        this.pacing = pacing;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Not if this node stood still for so long that another may have taken over, nor if Cliq locked the user out meanwhile. */
    Attempt send(PostRequest request, Lease held) {
        Optional<Duration> lock = waited(held) ? lock(request) : Optional.empty();
        Instant latest = held.notBefore().plus(LEASE_MARGIN).minusSeconds(1);
        Reply reply;
        if (lock.isPresent()) {
            reply = new Reply(new Outcome.Throttled("locked_out", lock), 0);
        } else if (clock.instant().isAfter(latest)) {
            reply = new Reply(new Outcome.Unavailable("too_late", "this node stood still before it could post"), 0);
        } else {
            reply = LogContext.of(request).get(() -> post(request, held));
        }
        return new Attempt(request, held, reply, clock.instant());
    }

    private Reply post(PostRequest request, Lease held) {
        Post post = request.post();
        Instant begin = clock.instant();
        Reply reply = client.post(
                post.connection(), post.chat(), post.message(), request.origin().processInstanceId(), held.repeated());
        listeners.posted(post, reply, Duration.between(begin, clock.instant()));
        return reply;
    }

    /** Never for longer than a slot was granted ahead, should the clock be set back meanwhile. */
    private boolean waited(Lease held) {
        long wait = held.notBefore().toEpochMilli() - clock.millis();
        try {
            Thread.sleep(Math.max(0, Math.min(wait, Schedule.GRACE.toMillis())));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return wait > 0;
    }

    /** There was none a moment ago, when the slot was granted; so a database that does not answer now keeps nobody. */
    private Optional<Duration> lock(PostRequest request) {
        try {
            return pacing.lockedUntil(request.post().connection().user())
                    .map(until -> Duration.between(clock.instant(), until));
        } catch (DataAccessException databaseAway) {
            return Optional.empty();
        }
    }
}
