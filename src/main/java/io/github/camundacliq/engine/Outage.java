package io.github.camundacliq.engine;

import java.time.Duration;

/** How to try again while the database is away: soon at first, then every two seconds, for five minutes at least. */
final class Outage {

    static final int ATTEMPTS = 160;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Outage() {}

    /** After so many attempts, from 1. */
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(attempts);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
