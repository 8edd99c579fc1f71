package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Answer;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Lease;
import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.task.Captures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes a captured job through its delivery, on one of our threads when it is its turn: decide and commit, send with no
 * transaction, settle and commit, run the job again.
 */
final class PostRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PostRunner.class);

    private final Delivery delivery;
    private final JobTransactions transactions;
    private final ReturnedJobs returned;
    private final FollowUps followUps;
    private final Captures captures;
    private final Turns turns;
    private final Semaphore runPermits;
    private final Clock clock;
    private volatile boolean closed;

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
        this.transactions = new JobTransactions(delivery);
        this.returned = new ReturnedJobs(transactions, hints, timers, threads.limit(), clock);
        this.followUps = new FollowUps(engineThreads, timers, clock);
        this.captures = captures;
        this.turns = new Turns(threads, returned, captured -> GuardedWork.of(captured, () -> begin(captured)), clock);
        timers.every(Backlog.LOOK, "cliq-backlog", turns::look);
        this.runPermits = new Semaphore(databasePermits, true);
        this.clock = clock;
    }

    JobRun run(List<String> jobIds, ProcessEngineImpl engine, Map<String, Outcome> answers) {
        return new JobRun(jobIds, engine, captures, this, answers);
    }

    /** Goes on with a captured job when it is its turn. */
    void proceed(CapturedJob captured) {
        LogContext.of(captured.request()).run(() -> turns.take(captured));
    }

    /** Begins no more posts; who waits for a thread waits for another node, or for this one's next start. */
    void stop() {
        turns.stop();
    }

    /** Gives what has to follow to the engine, or back to the database. */
    void close() {
        closed = true;
        followUps.close();
    }

    /** Decides what is to be done now, on a thread of ours: whoever has a row that it needs must not keep the engine's. */
    private Optional<PostThreads.Work> begin(CapturedJob captured) throws InterruptedException {
        Optional<Decision> decision;
        try {
            decision = transactions.decide(captured);
        } catch (RuntimeException | Error failure) {
            LOG.warn("Job {} could not be prepared for its post and is tried again", captured.jobId(), failure);
            returned.failed(captured, failure);
            return Optional.empty();
        }
        return follow(captured.alone(), decision);
    }

    private Optional<PostThreads.Work> follow(CapturedJob captured, Optional<Decision> next)
            throws InterruptedException {
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = next.get();
        if (decision instanceof Decision.Send send) {
            return send(captured, send.lease());
        }
        if (decision instanceof Decision.Repeat) {
            return begin(captured);
        }
        if (decision instanceof Decision.Verify verify) {
            return verify(captured, verify);
        }
        return decision instanceof Decision.Over over
                ? Optional.of(secondRun(captured, over.outcome()))
                : Optional.empty();
    }

    /** Whether something that could run finds no thread of the engine's. */
    boolean waitForEngineThreads() {
        return !followUps.isEmpty();
    }

    void handBack(List<String> jobIds, ProcessEngineImpl engine) {
        if (!jobIds.isEmpty()) {
            followUps.handBack(FollowUp.of(run(jobIds, engine, Map.of()), jobIds, engine, clock.instant()));
        }
    }

    private Optional<PostThreads.Work> send(CapturedJob captured, Lease lease) throws InterruptedException {
        Answer answer = delivery.send(captured.request(), lease);
        return follow(captured, settle(captured, lease, answer));
    }

    private Optional<PostThreads.Work> verify(CapturedJob captured, Decision.Verify verify)
            throws InterruptedException {
        Optional<Decision> next;
        try {
            next = transactions.sighted(captured, delivery.look(captured.request(), verify));
        } catch (RuntimeException | Error failure) {
            LOG.warn(
                    "What the chat of job {} shows is not written down and looked for again",
                    captured.jobId(),
                    failure);
            returned.failed(captured, failure);
            return Optional.empty();
        }
        return follow(captured, next);
    }

    /**
     * An answer in hand must be written down, whatever fails and however long the database is away, until this node stops:
     * the journal knows whose answers count.
     */
    private Optional<Decision> settle(CapturedJob captured, Lease lease, Answer answer) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.settle(captured, lease, answer);
            } catch (RuntimeException | Error databaseAway) {
                if (closed) {
                    LOG.warn(
                            "This node stops without a database, and loses the answer for job {}: {}. To the next it is unknown,"
                                    + " and the task's onUncertain says what follows",
                            captured.jobId(),
                            answer.reply().outcome().name(),
                            databaseAway);
                    return Optional.empty();
                }
                LOG.atLevel(attempt == 1 ? Level.WARN : Level.DEBUG)
                        .setCause(databaseAway)
                        .log(
                                "The answer for job {} is only in this node's memory until the database takes it. Do not"
                                        + " stop the node",
                                captured.jobId());
                Thread.sleep(Outage.pause(attempt).toMillis());
            }
        }
    }

    /** The second run has other people's code in it, output mappings and listeners, for which no answer waits. */
    private GuardedWork secondRun(CapturedJob captured, Outcome outcome) {
        JobRun run = run(List.of(captured.jobId()), captured.engine(), captured.answersWith(outcome));
        JobLock lock = captured.lock();
        ProcessEngineImpl engine = captured.engine();
        return GuardedWork.of(captured, () -> {
            runPermits.acquire();
            try {
                run.run();
            } finally {
                runPermits.release();
                if (!run.hasEnded()) {
                    returned.unfinished(lock, engine);
                }
            }
            return Optional.empty();
        });
    }
}
