package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.task.Captures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;

/**
 * Takes a captured job through its delivery, on one of our threads when it is its turn: decide and commit, send with no
 * transaction, settle and commit, run the job again.
 */
final class PostRunner {

    private final Delivery delivery;
    private final JobTransactions transactions;
    private final UnsettledAnswers answers;
    private final ReturnedJobs returned;
    private final FollowUps followUps;
    private final Captures captures;
    private final ThreadQueue queue;
    private final Semaphore runPermits;
    private final Clock clock;

    /**
     * A runner.
     *
     * @param engineThreads where other people's code goes on after a post
     * @param databasePermits how many of our threads may use the engine's connection pool at a time
     */
    PostRunner(
            Delivery delivery,
            Hints hints,
            Timers timers,
            Captures captures,
            PostThreads threads,
            Executor engineThreads,
            int databasePermits,
            Clock clock) {
        this.delivery = delivery;
        this.transactions = new JobTransactions(delivery, clock);
        this.answers = new UnsettledAnswers(delivery, transactions);
        this.returned = new ReturnedJobs(transactions, hints, timers, threads.limit(), clock);
        this.followUps = new FollowUps(engineThreads, timers, clock);
        this.captures = captures;
        this.queue =
                new ThreadQueue(threads, returned, captured -> GuardedWork.of(captured, () -> begin(captured)), clock);
        timers.every(Backlog.LOOK, "cliq-backlog", queue::look);
        this.runPermits = new Semaphore(databasePermits, true);
        this.clock = clock;
    }

    JobRun run(List<String> jobIds, ProcessEngineImpl engine, Map<String, Outcome> answers) {
        return new JobRun(jobIds, engine, captures, this, answers);
    }

    /** Goes on with a captured job when it is its turn. */
    void proceed(CapturedJob captured) {
        LogContext.of(captured.request()).run(() -> queue.take(captured));
    }

    /** Begins no more posts; who waits for a thread waits for another node, or for this one's next start. */
    void stop() {
        transactions.stopping();
        queue.stop();
    }

    /** Gives what has to follow to the engine, or back to the database. */
    void close() {
        answers.close();
        followUps.close();
    }

    /** Decides what is to be done now. On a thread of ours: a row that is locked elsewhere must not block the engine's. */
    private Optional<PostThreads.Work> begin(CapturedJob captured) throws InterruptedException {
        Optional<Decision> decision;
        try {
            decision = transactions.decide(captured);
        } catch (RuntimeException | Error failure) {
            returned.failed(captured, failure);
            return Optional.empty();
        }
        return follow(captured.alone(), decision);
    }

    private Optional<PostThreads.Work> follow(CapturedJob captured, Optional<Decision> next)
            throws InterruptedException {
        return next.isPresent() ? next.get().match(new Next(captured)) : Optional.empty();
    }

    /** What each decision means for one job. */
    private final class Next implements Decision.Cases<Optional<PostThreads.Work>, InterruptedException> {

        private final CapturedJob captured;

        Next(CapturedJob captured) {
            this.captured = captured;
        }

        @Override
        public Optional<PostThreads.Work> send(Decision.Send send) throws InterruptedException {
            return follow(captured, answers.settle(captured, delivery.send(captured.request(), send)));
        }

        @Override
        public Optional<PostThreads.Work> verify(Decision.Verify verify) throws InterruptedException {
            return follow(captured, look(captured, verify));
        }

        @Override
        public Optional<PostThreads.Work> repeat() throws InterruptedException {
            return begin(captured);
        }

        @Override
        public Optional<PostThreads.Work> over(Decision.Over over) {
            if (over.outcome() instanceof Outcome.Rejected) {
                handOver(captured, over.outcome());
                return Optional.empty();
            }
            return Optional.of(secondRun(captured, over.outcome()));
        }

        @Override
        public Optional<PostThreads.Work> notBefore(Decision.NotBefore later) {
            return Optional.empty();
        }
    }

    /** Whether something that could run finds no thread of the engine's. */
    boolean lacksEngineThreads() {
        return !followUps.isEmpty();
    }

    void handBack(List<String> jobIds, ProcessEngineImpl engine) {
        if (!jobIds.isEmpty()) {
            followUps.handBack(FollowUp.of(run(jobIds, engine, Map.of()), jobIds, engine, clock.instant()));
        }
    }

    private Optional<Decision> look(CapturedJob captured, Decision.Verify verify) {
        try {
            return transactions.sighted(captured, delivery.look(captured.request(), verify));
        } catch (RuntimeException | Error failure) {
            returned.failed(captured, failure);
            return Optional.empty();
        }
    }

    /** The second run has other people's code in it, output mappings and listeners, for which no answer waits. */
    private GuardedWork secondRun(CapturedJob captured, Outcome outcome) {
        Runnable run = answered(captured, outcome);
        return GuardedWork.of(captured, () -> {
            runPermits.acquire();
            try {
                run.run();
            } finally {
                runPermits.release();
            }
            return Optional.empty();
        });
    }

    /** Where a refusal is caught, all that follows until the next save point is part of the second run. */
    private void handOver(CapturedJob captured, Outcome refusal) {
        LogContext context = LogContext.of(captured.request());
        Runnable run = answered(captured, refusal);
        followUps.handBack(
                FollowUp.of(() -> context.run(run), List.of(captured.jobId()), captured.engine(), clock.instant()));
    }

    private Runnable answered(CapturedJob captured, Outcome outcome) {
        return run(List.of(captured.jobId()), captured.engine(), captured.answersWith(outcome));
    }

    /** A run failed, and so did perhaps what the engine does then. */
    void unfinished(RunLock lock) {
        returned.unfinished(lock);
    }
}
