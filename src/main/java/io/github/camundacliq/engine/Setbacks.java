package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When jobs come again whose posts fail before they leave: at once after the first failure, then after pauses that grow to a
 * minute. What fails each time would else keep the database and the log busy. Who has been well for a while begins anew.
 */
final class Setbacks {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** From then on a pause does not grow. */
    private static final int MOST = 10;

    /** So many jobs are remembered; where more fail, the pauses of those that failed longest ago begin anew. */
    private static final int MOST_JOBS = 10_000;

    private final Clock clock;
    private final Map<String, Setback> last = new LinkedHashMap<>();

    private record Setback(int times, Instant until) {}

    Setbacks(Clock clock) {
        this.clock = clock;
    }

    /** Counts a failure of this job, and says when it is to come again. */
    synchronized Instant next(String jobId) {
        Instant now = clock.instant();
        int times = Optional.ofNullable(last.remove(jobId))
                .filter(before -> before.until().plus(LONGEST_PAUSE).isAfter(now))
                .map(before -> Math.min(MOST, before.times() + 1))
                .orElse(1);
        Instant until = now.plus(pause(times));
        last.put(jobId, new Setback(times, until));
        if (last.size() > MOST_JOBS) {
            last.remove(last.keySet().iterator().next());
        }
        return until;
    }

    private static Duration pause(int times) {
        if (times == 1) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (times - 2));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
