package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Lease;
import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.delivery.Sighting;
import io.github.camundacliq.task.Captures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes a captured job through its delivery: decide and commit, send with no transaction, settle and commit, run the job
 * again. Only from the sending on it is on a thread of ours; what may have to wait is decided before one is taken.
 */
final class PostRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PostRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** For five minutes at least. */
    private static final int SETTLE_ATTEMPTS = 160;

    private final Delivery delivery;
    private final JobTransactions transactions;
    private final ReturnedJobs returned;
    private final Hints hints;
    private final Captures captures;
    private final PostThreads threads;
    private final Crowd crowd;
    private final Executor engineThreads;
    private final Semaphore answerPermits;
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
        this.transactions = new JobTransactions(delivery, hints);
        this.hints = hints;
        this.returned = new ReturnedJobs(transactions, hints, clock);
        this.captures = captures;
        this.threads = threads;
        this.crowd = new Crowd(clock);
        this.engineThreads = engineThreads;
        this.answerPermits = new Semaphore((databasePermits + 1) / 2, true);
        this.runPermits = new Semaphore(databasePermits, true);
        this.clock = clock;
    }

    JobRun run(List<String> jobIds, ProcessEngineImpl engine, Map<String, Outcome> answers) {
        return new JobRun(jobIds, engine, captures, this, answers);
    }

    /** Goes on with a captured job, on the engine's thread that captured it. */
    void proceed(CapturedJob captured) {
        LogContext.run(captured.request(), () -> handOver(captured));
    }

    private void handOver(CapturedJob captured) {
        if (!threads.reserve()) {
            returned.crowded(captured, crowd.nextTurn(), threads.limit());
            return;
        }
        boolean handedOver = false;
        try {
            Decision decision = transactions.decide(captured).orElse(null);
            if (decision instanceof Decision.Send send) {
                threads.run(new GuardedWork(captured.request(), () -> send(captured, send.lease())));
                handedOver = true;
            } else if (decision instanceof Decision.Verify verify) {
                threads.run(new GuardedWork(captured.request(), () -> verify(captured, verify)));
                handedOver = true;
            } else if (decision instanceof Decision.Over over) {
                runAgain(captured, over.outcome());
            }
        } catch (TransactionException | DataAccessException | ProcessEngineException databaseAway) {
            LOG.warn("Job {} could not be prepared for its post and is tried again", captured.jobId(), databaseAway);
            returned.databaseAway(captured);
        } finally {
            if (!handedOver) {
                threads.release();
            }
        }
    }

    /** Follow-up jobs of a finished run are somebody else's code: never on our threads. */
    void handBack(List<String> jobIds, ProcessEngineImpl engine) {
        if (jobIds.isEmpty()) {
            return;
        }
        try {
            engineThreads.execute(run(jobIds, engine, Map.of()));
        } catch (RejectedExecutionException full) {
            jobIds.forEach(id -> engine.getProcessEngineConfiguration()
                    .getCommandExecutorTxRequired()
                    .execute(new UnlockJobCmd(id)));
            hints.at(clock.instant());
        }
    }

    private void send(CapturedJob captured, Lease lease) throws InterruptedException {
        Thread.sleep(Math.max(0, lease.notBefore().toEpochMilli() - clock.millis()));
        Reply reply = delivery.send(captured.request(), lease);
        answerPermits.acquire();
        Optional<Decision> next;
        try {
            next = settle(captured, lease, reply);
        } finally {
            answerPermits.release();
        }
        follow(captured, next);
    }

    private void verify(CapturedJob captured, Decision.Verify verify) throws InterruptedException {
        Sighting sighting = delivery.look(captured.request(), verify);
        answerPermits.acquire();
        Optional<Decision> next;
        try {
            next = transactions.sighted(captured, sighting);
        } catch (RuntimeException databaseAway) {
            returned.databaseAway(captured);
            throw databaseAway;
        } finally {
            answerPermits.release();
        }
        follow(captured, next);
    }

    /** An answer in hand must be written down, however long the database is away: the journal knows whose answers count. */
    private Optional<Decision> settle(CapturedJob captured, Lease lease, Reply reply) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.settle(captured, lease, reply);
            } catch (RuntimeException databaseAway) {
                if (attempt == SETTLE_ATTEMPTS) {
                    throw databaseAway;
                }
                Thread.sleep(Math.min(attempt * FIRST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
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
