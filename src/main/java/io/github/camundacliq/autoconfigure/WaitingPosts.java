package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.delivery.UsageQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;

/** The number of waiting posts, counted again after a while only: meters are read often, and by many. */
final class WaitingPosts {

    private static final Duration KEPT = Duration.ofSeconds(15);

    private final UsageQuery usage;
    private final Clock clock;
    private Instant counted = Instant.EPOCH;
    private double waiting = Double.NaN;

    WaitingPosts(UsageQuery usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    /** Not a number while the database is away. */
    synchronized double count() {
        Instant now = clock.instant();
        if (!counted.plus(KEPT).isAfter(now)) {
            counted = now;
            try {
                waiting = usage.waiting();
            } catch (DataAccessException away) {
                waiting = Double.NaN;
            }
        }
        return waiting;
    }
}
