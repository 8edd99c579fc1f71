package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Lease;
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

    private static final Duration GIVE_BACK_PAUSE = Duration.ofSeconds(2);
    private static final int GIVE_BACK_ATTEMPTS = 150;

    private final Delivery delivery;
    private final JobTransactions transactions;
    private final Hints hints;
    private final Captures captures;
    private final PostThreads threads;
    private final Crowd crowd;
    private final Executor engineThreads;
    private final Semaphore databasePermits;
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
        this.captures = captures;
        this.threads = threads;
        this.crowd = new Crowd(clock);
        this.engineThreads = engineThreads;
        this.databasePermits = new Semaphore(databasePermits, true);
        this.clock = clock;
    }

    JobRun run(List<String> jobIds, ProcessEngineImpl engine, Map<String, Outcome> answers) {
        return new JobRun(jobIds, engine, captures, this, answers);
    }

    /** Goes on with a captured job, on the engine's thread that captured it. */
    void proceed(CapturedJob captured) {
        if (!threads.reserve()) {
            transactions.postpone(
                    captured,
                    crowd.nextTurn(),
                    "All " + threads.limit()
                            + " posts that may be under way at a time are (cliq.max-concurrent-posts)");
            return;
        }
        boolean handedOver = false;
        try {
            Decision decision = transactions.decide(captured).orElse(null);
            if (decision instanceof Decision.Send send) {
                threads.run(() -> guarded(captured, () -> send(captured, send.lease())));
                handedOver = true;
            } else if (decision instanceof Decision.Verify verify) {
                threads.run(() -> guarded(captured, () -> verify(captured, verify)));
                handedOver = true;
            } else if (decision instanceof Decision.Over over) {
                runAgain(captured, over.outcome());
            }
        } catch (TransactionException | DataAccessException | ProcessEngineException databaseAway) {
            LOG.warn("Job {} could not be prepared for its post and is tried again", captured.jobId(), databaseAway);
            giveBack(captured, GIVE_BACK_ATTEMPTS);
        } finally {
            if (!handedOver) {
                threads.release();
            }
        }
    }

    /** A job that nobody goes on with would stay locked for minutes; so it is unlocked as soon as the database is back. */
    private void giveBack(CapturedJob captured, int attempts) {
        hints.after(GIVE_BACK_PAUSE, () -> {
            try {
                transactions.postpone(captured, clock.instant(), "The database was away");
            } catch (RuntimeException stillAway) {
                if (attempts > 1) {
                    giveBack(captured, attempts - 1);
                }
            }
        });
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
        }
    }

    private void send(CapturedJob captured, Lease lease) throws InterruptedException {
        Thread.sleep(Math.max(0, lease.notBefore().toEpochMilli() - clock.millis()));
        Reply reply = delivery.send(captured.request());
        databasePermits.acquire();
        try {
            Optional<Decision> next = settle(captured, lease, reply);
            if (next.isPresent() && next.get() instanceof Decision.Over over) {
                runAgain(captured, over.outcome());
            }
        } finally {
            databasePermits.release();
        }
    }

    private void verify(CapturedJob captured, Decision.Verify verify) throws InterruptedException {
        Sighting sighting = delivery.look(captured.request(), verify);
        databasePermits.acquire();
        try {
            Optional<Decision> next = transactions.sighted(captured, sighting);
            if (next.isPresent() && next.get() instanceof Decision.Over over) {
                runAgain(captured, over.outcome());
            }
        } finally {
            databasePermits.release();
        }
    }

    /** An answer in hand must be written down: while the lease lasts, a database that is away is asked again. */
    private Optional<Decision> settle(CapturedJob captured, Lease lease, Reply reply) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return transactions.settle(captured, lease, reply);
            } catch (RuntimeException databaseAway) {
                if (clock.instant().plus(pause).isAfter(lease.end())) {
                    throw databaseAway;
                }
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void runAgain(CapturedJob captured, Outcome outcome) {
        run(List.of(captured.jobId()), captured.engine(), captured.answersWith(outcome))
                .run();
    }

    private interface Work {

        void run() throws InterruptedException;
    }

    /** Whatever goes wrong here, the lease runs out and the journal tells the next one how far it got. */
    private static void guarded(CapturedJob captured, Work work) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            LOG.warn("The post of job {} stopped; it goes on when its lease has run out", captured.jobId(), unexpected);
        }
    }
}
