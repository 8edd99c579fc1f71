package io.github.camundacliq.engine;

import io.github.camundacliq.task.TransactionRetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that were captured and cannot go on now. One that nobody goes on with would stay locked for minutes, so it is
 * unlocked as soon as the database can be reached.
 */
final class ReturnedJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedJobs.class);

    private static final int MOST_TOGETHER = 25;

    /** So many rows that somebody else holds may mean all of them, and a stop cannot wait for each. */
    private static final int MOST_FAILURES = 2;

    private static final String STOPPED = "The node that had it was stopped";

    private final JobTransactions transactions;
    private final Hints hints;
    private final Timers timers;
    private final String full;
    private final Crowd crowd;
    private final Setbacks setbacks;
    private final Clock clock;
    private volatile boolean stopped;

    ReturnedJobs(JobTransactions transactions, Hints hints, Timers timers, int maxConcurrentPosts, Clock clock) {
        this.transactions = transactions;
        this.hints = hints;
        this.timers = timers;
        this.full =
                "All " + maxConcurrentPosts + " posts that may be under way at a time are (cliq.max-concurrent-posts)";
        this.crowd = new Crowd(clock);
        this.setbacks = new Setbacks(clock);
        this.clock = clock;
    }

    /** All threads are busy, and there is no room to wait for one, or it was waited for too long. */
    void crowded(List<CapturedJob> all) {
        String reason = stopped ? STOPPED : full;
        byEngine(all.stream().map(captured -> new PostponedJob(captured, crowd.nextTurn())))
                .forEach(some ->
                        postpone(some, reason, this::joinCrowd, (captured, failure) -> later(captured, reason)));
    }

    private static Collection<List<PostponedJob>> byEngine(Stream<PostponedJob> all) {
        return all.collect(Collectors.groupingBy(next -> next.captured().engine()))
                .values();
    }

    private void joinCrowd(CapturedJob captured, Instant call) {
        DueJob job = DueJob.of(captured.jobId(), call, captured.engine(), clock);
        crowd.join(job.due(), job::callNow);
    }

    /**
     * Together, because each transaction of ours is one that the engine's other jobs wait for; each by itself where that
     * fails. Where the database is away, it is away for all.
     */
    private void postpone(
            List<PostponedJob> some,
            String reason,
            BiConsumer<CapturedJob, Instant> postponed,
            BiConsumer<CapturedJob, RuntimeException> failed) {
        try {
            List<Optional<Instant>> calls = transactions.postpone(some, reason);
            for (int index = 0; index < some.size(); index++) {
                CapturedJob captured = some.get(index).captured();
                calls.get(index).ifPresent(call -> postponed.accept(captured, call));
            }
        } catch (RuntimeException failure) {
            if (some.size() == 1 || Outage.concernsAll(failure)) {
                some.forEach(one -> failed.accept(one.captured(), failure));
            } else {
                some.forEach(one -> postpone(List.of(one), reason, postponed, failed));
            }
        }
    }

    /** A thread that all were waiting for is free. */
    void crowdMoves() {
        crowd.moves();
    }

    /** A thread is free, and nobody waits for it in memory: who has waited longest elsewhere is called for it. */
    void callNext() {
        crowd.next().ifPresent(Runnable::run);
    }

    /** Left to another node, or to the next start of this one, soon: who stops this one does not wait long. */
    void stopping(List<CapturedJob> all) {
        stopped = true;
        BiConsumer<CapturedJob, RuntimeException> failed = endAfterTooManyFailures();
        try {
            for (int first = 0; first < all.size(); first += MOST_TOGETHER) {
                List<CapturedJob> some = all.subList(first, Math.min(all.size(), first + MOST_TOGETHER));
                byEngine(some.stream().map(this::now))
                        .forEach(alike -> postpone(alike, STOPPED, (captured, call) -> {}, failed));
            }
        } catch (RuntimeException tooMany) {
            LOG.warn("Posts that wait cannot be given back; they stay locked until this node is found gone", tooMany);
        }
    }

    private static BiConsumer<CapturedJob, RuntimeException> endAfterTooManyFailures() {
        AtomicInteger failures = new AtomicInteger();
        return (captured, failure) -> {
            if (failures.incrementAndGet() == MOST_FAILURES) {
                throw failure;
            }
            LOG.warn("Job {} stays locked until this node is found gone", captured.jobId(), failure);
        };
    }

    /** Its run failed, and so did perhaps what the engine does then. */
    void unfinished(RunLock lock) {
        untilDone(
                () -> {
                    if (TransactionRetry.onConflict(lock::giveFree)) {
                        hints.soon();
                    }
                },
                1);
    }

    void withoutThread(CapturedJob captured) {
        later(captured, "No thread could be started for its post");
    }

    /**
     * Its post could not be decided about, or its chat not be looked into. A database that is away fails many, and alike;
     * another failure may meet the same post again and again.
     */
    void failed(CapturedJob captured, Throwable failure) {
        String reason = Outage.reason(failure);
        if (Outage.isAway(failure) || Outage.isHeldRow(failure)) {
            LOG.warn("The post of job {} is tried again: {}", captured.jobId(), reason);
            LOG.debug("The post of job {} is tried again", captured.jobId(), failure);
        } else {
            LOG.warn("The post of job {} is tried again", captured.jobId(), failure);
        }
        if (Outage.isAway(failure)) {
            later(captured, reason);
        } else {
            later(captured, setbacks.next(captured.jobId()), reason);
        }
    }

    private void later(CapturedJob captured, String reason) {
        later(captured, clock.instant(), reason);
    }

    private void later(CapturedJob captured, Instant earliest, String reason) {
        untilDone(
                () -> {
                    Instant due = Collections.max(List.of(earliest, clock.instant()));
                    Optional<Instant> unused = transactions.postpone(new PostponedJob(captured, due), reason);
                },
                1);
    }

    private PostponedJob now(CapturedJob captured) {
        return new PostponedJob(captured, clock.instant());
    }

    private void untilDone(Runnable transaction, int attempt) {
        timers.after(Outage.pause(attempt), () -> {
            try {
                transaction.run();
            } catch (RuntimeException stillAway) {
                if (attempt < Outage.ATTEMPTS) {
                    untilDone(transaction, attempt + 1);
                }
            }
        });
    }
}
