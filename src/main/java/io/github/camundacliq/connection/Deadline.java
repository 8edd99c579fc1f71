package io.github.camundacliq.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of one delivery's time, shared by its requests: token, post, and the repetition of both after a 401 while half of it
 * is left.
 */
public record Deadline(Clock clock, Instant end) {

    public static Deadline in(Duration total, Clock clock) {
        return new Deadline(clock, clock.instant().plus(total));
    }

    public boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /** What is left, at least a millisecond. */
    public Duration rest() {
        Duration rest = Duration.between(clock.instant(), end);
        return rest.toMillis() > 0 ? rest : Duration.ofMillis(1);
    }
}
