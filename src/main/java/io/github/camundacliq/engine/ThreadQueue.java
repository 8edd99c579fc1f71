package io.github.camundacliq.engine;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Gives our threads to captured jobs in the order in which they come, at once or when a thread is free. */
final class ThreadQueue {

    private static final int WAITING_FOR_EACH_THREAD = 16;

    private final PostThreads threads;
    private final ReturnedJobs returned;
    private final Function<CapturedJob, PostThreads.Work> work;
    private final Backlog backlog;

    /**
     * The queue for these threads.
     *
     * @param returned takes the jobs for which there is no room
     * @param work what is to be done for a job when it is its turn
     */
    ThreadQueue(PostThreads threads, ReturnedJobs returned, Function<CapturedJob, PostThreads.Work> work, Clock clock) {
        this.threads = threads;
        this.returned = returned;
        this.work = work;
        this.backlog = new Backlog(WAITING_FOR_EACH_THREAD * threads.limit(), clock);
        threads.whenFree(this::threadIsFree);
    }

    void take(CapturedJob captured) {
        if (backlog.letsPass() && threads.reserve()) {
            begin(captured);
        } else if (backlog.offer(captured)) {
            beginNext();
        } else {
            returned.crowded(List.of(captured));
        }
    }

    /**
     * Nobody can see which jobs wait here, or why, so that none waits here for long. And a job that was called for a free
     * thread need not have come, so that another one is called for each that still is.
     */
    void look() {
        returned.crowded(backlog.overdue());
        callFor(threads.free());
    }

    /** Nobody gets a turn any more. */
    void stop() {
        returned.stopping(backlog.close());
    }

    private void threadIsFree() {
        returned.crowdMoves();
        beginNext();
        callFor(1);
    }

    /** Those who wait in memory come first. */
    private void callFor(int freeThreads) {
        if (backlog.letsPass()) {
            IntStream.range(0, freeThreads).forEach(thread -> returned.callNext());
        }
    }

    private void beginNext() {
        while (!backlog.isEmpty() && threads.reserve()) {
            backlog.poll().ifPresentOrElse(this::begin, threads::putBack);
        }
    }

    private void begin(CapturedJob captured) {
        if (!threads.run(work.apply(captured))) {
            returned.withoutThread(captured);
        }
    }
}
