package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.delivery.Standings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;

/** The number of waiting posts, counted again after a while only: meters are read often, and by many. */
final class WaitingPosts {

    private static final Duration KEPT = Duration.ofSeconds(15);

    private final Standings standings;
    private final Clock clock;
    private Instant counted = Instant.EPOCH;
    private double waiting = Double.NaN;

    WaitingPosts(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    /** Not a number while the database is away. */
    synchronized double count() {
        Instant now = clock.instant();
        if (!counted.plus(KEPT).isAfter(now)) {
            counted = now;
            try {
                waiting = standings.waiting();
            } catch (DataAccessException away) {
                waiting = Double.NaN;
            }
        }
        return waiting;
    }
}
