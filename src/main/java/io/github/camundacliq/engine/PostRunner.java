package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Answer;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Lease;
import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.delivery.Sighting;
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

/**
 * Takes a captured job through its delivery: decide and commit, send with no transaction, settle and commit, run the job
 * again. The engine's thread that captured it decides, where one of ours is free to send; else one of ours does, when it is
 * its turn.
 */
final class PostRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PostRunner.class);

    private final Delivery delivery;
    private final JobTransactions transactions;
    private final ReturnedJobs returned;
    private final FollowUps followUps;
    private final Captures captures;
    private final PostThreads threads;
    private final Turns turns;
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
            Captures captures,
            PostThreads threads,
            Executor engineThreads,
            int databasePermits,
            Clock clock) {
        this.delivery = delivery;
        this.transactions = new JobTransactions(delivery, new Semaphore((databasePermits + 1) / 2, true));
        this.returned = new ReturnedJobs(transactions, hints, threads.limit(), clock);
        this.followUps = new FollowUps(engineThreads, hints, clock);
        this.captures = captures;
        this.threads = threads;
        this.turns = new Turns(threads, returned, this::begin, clock);
        hints.every(Backlog.LOOK, "cliq-backlog", turns::look);
        this.runPermits = new Semaphore(databasePermits, true);
        this.clock = clock;
    }

    JobRun run(List<String> jobIds, ProcessEngineImpl engine, Map<String, Outcome> answers) {
        return new JobRun(jobIds, engine, captures, this, answers);
    }

    /** Goes on with a captured job, on the engine's thread that captured it, or on one of ours when it is its turn. */
    void proceed(CapturedJob captured) {
        LogContext.run(captured.request(), () -> turns.take(captured));
    }

    /** Begins no more posts; who waits for a thread waits for another node, or for this one's next start. */
    void stop() {
        turns.stop();
    }

    /** Gives what has to follow to the engine, or back to the database. */
    void close() {
        followUps.close();
    }

    /** Uses a reserved thread, or gives it back. */
    private void begin(CapturedJob captured) {
        boolean handedOver = false;
        try {
            Optional<GuardedWork.Step> step =
                    transactions.decide(captured).flatMap(decision -> step(captured, decision));
            if (step.isPresent()) {
                threads.run(new GuardedWork(captured.request(), step.get()));
                handedOver = true;
            }
        } catch (RuntimeException databaseAway) {
            LOG.warn("Job {} could not be prepared for its post and is tried again", captured.jobId(), databaseAway);
            returned.databaseAway(captured);
        } finally {
            if (!handedOver) {
                threads.release();
            }
        }
    }

    private Optional<GuardedWork.Step> step(CapturedJob captured, Decision decision) {
        if (decision instanceof Decision.Send send) {
            return Optional.of(() -> send(captured, send.lease()));
        }
        if (decision instanceof Decision.Verify verify) {
            return Optional.of(() -> verify(captured, verify));
        }
        return decision instanceof Decision.Over
                ? Optional.of(() -> follow(captured, Optional.of(decision)))
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

    private void send(CapturedJob captured, Lease lease) throws InterruptedException {
        Answer answer = delivery.send(captured.request(), lease);
        follow(captured, settle(captured, lease, answer));
    }

    private void verify(CapturedJob captured, Decision.Verify verify) throws InterruptedException {
        Optional<Decision> next;
        try {
            Sighting sighting = delivery.look(captured.request(), verify);
            next = transactions.sighted(captured, sighting);
        } catch (RuntimeException databaseAway) {
            returned.databaseAway(captured);
            throw databaseAway;
        }
        follow(captured, next);
    }

    /** An answer in hand must be written down, however long the database is away: the journal knows whose answers count. */
    private Optional<Decision> settle(CapturedJob captured, Lease lease, Answer answer) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.settle(captured, lease, answer);
            } catch (RuntimeException databaseAway) {
                if (attempt == Outage.ATTEMPTS) {
                    throw databaseAway;
                }
                Thread.sleep(Outage.pause(attempt).toMillis());
            }
        }
    }

    /** The second run has other people's code in it, output mappings and listeners, for which no answer waits. */
    private void follow(CapturedJob captured, Optional<Decision> next) throws InterruptedException {
        if (next.isPresent() && next.get() instanceof Decision.Over over) {
            runPermits.acquire();
            try {
                runAgain(captured, over.outcome());
            } finally {
                runPermits.release();
            }
        }
    }

    private void runAgain(CapturedJob captured, Outcome outcome) {
        run(List.of(captured.jobId()), captured.engine(), captured.answersWith(outcome))
                .run();
    }
}
