package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns for jobs that found all threads busy: five seconds from now at the earliest, and one after the other. A thousand
 * jobs that come again all at once, and often, would leave the engine no time for anything else.
 */
final class Crowd {

    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration APART = Duration.ofMillis(20);

    private final Clock clock;
    private Instant last = Instant.EPOCH;

    Crowd(Clock clock) {
        this.clock = clock;
    }

    synchronized Instant nextTurn() {
        Instant earliest = clock.instant().plus(LEAST);
        Instant behind = last.plus(APART);
        last = behind.isAfter(earliest) ? behind : earliest;
        return last;
    }
}
