package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Jobs that were captured and cannot go on now. One that nobody goes on with would stay locked for minutes, so it is
 * unlocked as soon as the database can be reached.
 */
final class ReturnedJobs {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 150;

    private final JobTransactions transactions;
    private final Hints hints;
    private final Clock clock;

    ReturnedJobs(JobTransactions transactions, Hints hints, Clock clock) {
        this.transactions = transactions;
        this.hints = hints;
        this.clock = clock;
    }

    /** All threads are busy. */
    void crowded(CapturedJob captured, Instant due, int limit) {
        String reason = "All " + limit + " posts that may be under way at a time are (cliq.max-concurrent-posts)";
        try {
            transactions.postpone(captured, due, reason);
        } catch (RuntimeException databaseAway) {
            later(captured, reason, ATTEMPTS);
        }
    }

    void databaseAway(CapturedJob captured) {
        later(captured, "The database was away", ATTEMPTS);
    }

    private void later(CapturedJob captured, String reason, int attempts) {
        hints.after(PAUSE, () -> {
            try {
                transactions.postpone(captured, clock.instant(), reason);
            } catch (RuntimeException stillAway) {
                if (attempts > 1) {
                    later(captured, reason, attempts - 1);
                }
            }
        });
    }
}
