package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Turns for jobs that found all threads busy: five seconds from now at the earliest, and one after the other, as fast as
 * threads get free. A thousand jobs that come again all at once, and often, would leave the engine no time for anything
 * else. Who has waited longest is the {@link #next}, should a thread be free before its turn.
 */
final class Crowd {

    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST_APART = Duration.ofMillis(100);
    private static final Duration LEAST_APART = Duration.ofMillis(2);

    /** How many threads that get free make up the mean. */
    private static final int MEMORY = 16;

    private final Clock clock;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Instant last = Instant.EPOCH;
    private Instant moved = Instant.EPOCH;
    private Duration apart = MOST_APART;

    private record Waiting(Instant turn, Runnable call) {}

    Crowd(Clock clock) {
        this.clock = clock;
    }

    /** A thread got free: so often one of the crowd can go on. */
    synchronized void moves() {
        Instant now = clock.instant();
        apart = apart.multipliedBy(MEMORY - 1).plus(sinceMoved(now)).dividedBy(MEMORY);
        moved = now;
    }

    synchronized Instant nextTurn() {
        Instant now = clock.instant();
        Instant earliest = now.plus(LEAST);
        Instant behind = last.plus(sinceMoved(now).compareTo(apart) > 0 ? sinceMoved(now) : apart);
        last = behind.isAfter(earliest) ? behind : earliest;
        return last;
    }

    /**
     * Waits for its turn behind all who came before.
     *
     * @param call makes it come earlier
     */
    synchronized void join(Instant turn, Runnable call) {
        forgetWhoseTurnHasCome();
        waiting.add(new Waiting(turn, call));
    }

    /** How to call the job that has waited longest, once. When none waits any more, the turns begin anew. */
    synchronized Optional<Runnable> next() {
        forgetWhoseTurnHasCome();
        Optional<Runnable> next = Optional.ofNullable(waiting.poll()).map(Waiting::call);
        if (next.isPresent() && waiting.isEmpty()) {
            last = Instant.EPOCH;
        }
        return next;
    }

    private void forgetWhoseTurnHasCome() {
        Instant now = clock.instant();
        while (!waiting.isEmpty() && waiting.element().turn().isBefore(now)) {
            waiting.remove();
        }
    }

    /** Time since a thread last became free, within the range of what turns may be apart. */
    private Duration sinceMoved(Instant now) {
        Duration since = Duration.between(moved, now);
        if (since.compareTo(LEAST_APART) < 0) {
            return LEAST_APART;
        }
        return since.compareTo(MOST_APART) > 0 ? MOST_APART : since;
    }
}
