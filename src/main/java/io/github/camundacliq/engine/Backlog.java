package io.github.camundacliq.engine;

import io.github.camundacliq.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Captured jobs that wait for a thread of ours. They hold nothing but their job's lock and their text, so the next one
 * goes on the moment a thread is free; to capture it once more would cost the engine as much as the post itself.
 *
 * <p>Posts with files hold their files, and so only a few wait here. Nobody can see who does: after five seconds they
 * begin to go, to wait where an operator can read why.
 */
final class Backlog {

    /** How often somebody must look for those {@link #overdue}. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** To write it down for each takes a transaction, and the engine has others to make. */
    private static final int MOST_AT_A_LOOK = 25;

    private static final int MOST_WITH_FILES = 4;

    private final int capacity;
    private final Clock clock;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean closed;

    private record Waiting(CapturedJob captured, Instant since) {}

    Backlog(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** False if the job has to wait elsewhere. */
    synchronized boolean offer(CapturedJob captured) {
        return !closed
                && waiting.size() < capacity
                && (!hasFiles(captured) || filesWaiting() < MOST_WITH_FILES)
                && waiting.add(new Waiting(captured, clock.instant()));
    }

    private long filesWaiting() {
        return waiting.stream().filter(next -> hasFiles(next.captured())).count();
    }

    private static boolean hasFiles(CapturedJob captured) {
        return captured.request().post().message() instanceof Message.Files;
    }

    /** Whether a job that comes now would overtake none that waits; never again once this is closed. */
    synchronized boolean letsPass() {
        return !closed && waiting.isEmpty();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The job whose turn it is, if one waits. */
    synchronized Optional<CapturedJob> poll() {
        return Optional.ofNullable(waiting.poll()).map(Waiting::captured);
    }

    /** Takes out some that have waited too long. */
    synchronized List<CapturedJob> overdue() {
        Instant latest = clock.instant().minus(LONGEST);
        List<CapturedJob> overdue = waiting.stream()
                .takeWhile(next -> next.since().isBefore(latest))
                .limit(MOST_AT_A_LOOK)
                .map(Waiting::captured)
                .toList();
        overdue.forEach(taken -> waiting.remove());
        return overdue;
    }

    /** Takes no job any more; those that still wait are the caller's to give back. */
    synchronized List<CapturedJob> close() {
        closed = true;
        List<CapturedJob> rest = waiting.stream().map(Waiting::captured).toList();
        waiting.clear();
        return rest;
    }
}
