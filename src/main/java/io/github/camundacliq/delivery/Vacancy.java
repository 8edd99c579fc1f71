package io.github.camundacliq.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A slot that is free now, and the post that may have it instead of waiting for the one it was promised.
 *
 * @param due when the post was told to come
 */
public record Vacancy(int slot, String key, String jobId, Instant due) {

    /** As much later as a job is due for everybody than it was told, on a database that keeps whole seconds only. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Whether the post was told an earlier time than its job has, so that somebody else wants it to come later. */
    public boolean isEarlierThan(Instant jobDue) {
        return due.plus(TOLERANCE).isBefore(jobDue);
    }
}
