package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.Attempt;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.task.TransactionRetry;
import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers in hand. Each must be written down, whatever fails and however long the database is away, until this node stops: the
 * journal knows whose answers count.
 */
final class UnsettledAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(UnsettledAnswers.class);

    /** So many failures that are not the database's are the job's. */
    private static final int MOST_FAILURES_OF_THE_JOB = 3;

    private final Delivery delivery;
    private final JobTransactions transactions;
    private volatile boolean closed;

    UnsettledAnswers(Delivery delivery, JobTransactions transactions) {
        this.delivery = delivery;
        this.transactions = transactions;
    }

    /** From now on what cannot be written down is lost. */
    void close() {
        closed = true;
    }

    /** Says what follows; nothing if the job is gone, somebody else's by now, or left to its next run. */
    Optional<Decision> settle(CapturedJob captured, Attempt attempt) throws InterruptedException {
        int ofTheJob = 0;
        for (int tries = 1; ; tries++) {
            try {
                return ofTheJob < MOST_FAILURES_OF_THE_JOB
                        ? transactions.settle(captured, attempt)
                        : withoutJob(captured, attempt);
            } catch (RuntimeException | Error failure) {
                if (closed) {
                    LOG.warn(
                            "This node stops without a database, and loses the answer for job {}: {}. To the next it is unknown,"
                                    + " and the task's onUncertain says what follows",
                            captured.jobId(),
                            attempt.outcome().name(),
                            failure);
                    return Optional.empty();
                }
                LOG.atLevel(tries == 1 ? Level.WARN : Level.DEBUG)
                        .setCause(failure)
                        .log(
                                "The answer for job {} is only in this node's memory until the database takes it. Do not"
                                        + " stop the node",
                                captured.jobId());
                ofTheJob += Outage.isOfDatabase(failure) ? 0 : 1;
                Thread.sleep(Outage.pause(tries).toMillis());
            }
        }
    }

    private Optional<Decision> withoutJob(CapturedJob captured, Attempt attempt) {
        Command<Optional<Decision>> command = transaction -> delivery.settle(attempt);
        Optional<Decision> unused =
                TransactionRetry.onConflict(() -> captured.commands().execute(command));
        LOG.warn(
                "The answer for job {} is written down, but not what follows from it: its next run, when its lock is over, finds"
                        + " the answer",
                captured.jobId());
        return Optional.empty();
    }
}
