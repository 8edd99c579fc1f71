package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.Answer;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Lease;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.delivery.Sighting;
import io.github.camundacliq.task.WaitText;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The short transactions of a delivery: each changes the journal and the job together or not at all. The job's revision
 * is the guard against everybody else who changes it at the same time.
 */
final class JobTransactions {

    private static final int ATTEMPTS = 3;

    /** How many connections of the pool decisions may use at a time; those of one user wait for each other anyway. */
    private static final int DECIDING = 3;

    private final Delivery delivery;
    private final Semaphore permits;
    private final Semaphore decidePermits = new Semaphore(DECIDING, true);

    /**
     * The transactions of one node.
     *
     * @param permits to use the engine's connection pool, for those who write an answer down
     */
    JobTransactions(Delivery delivery, Semaphore permits) {
        this.delivery = delivery;
        this.permits = permits;
    }

    /** What to do about the captured post; nothing if the job is gone, suspended or somebody else's by now. */
    Optional<Decision> decide(CapturedJob captured) {
        return permitted(decidePermits, captured, transaction -> {
            captured.unlockRest(transaction);
            return active(captured, transaction).filter(captured::holds).map(job -> {
                Decision decision = delivery.decide(captured.request());
                apply(decision, job, captured.request(), transaction);
                return decision;
            });
        });
    }

    /** Writes the answer down, also if the job is gone; what follows, if the process still is there to follow it. */
    Optional<Decision> settle(CapturedJob captured, Lease lease, Answer answer) {
        return permitted(permits, captured, transaction -> {
            Optional<Decision> decision = delivery.settle(captured.request(), lease, answer);
            return follow(decision, captured, transaction);
        });
    }

    /** Writes down what the chat showed, and what follows; nothing if the job is gone or somebody else's by now. */
    Optional<Decision> sighted(CapturedJob captured, Sighting sighting) {
        return permitted(permits, captured, transaction -> active(captured, transaction)
                .filter(captured::holds)
                .map(job -> {
                    Decision decision = delivery.sighted(captured.request(), sighting);
                    apply(decision, job, captured.request(), transaction);
                    return decision;
                }));
    }

    /** Lets the job wait without asking the journal; says when it will be called, if it still is this node's. */
    Optional<Instant> postpone(CapturedJob captured, Instant due, String reason) {
        Decision.NotBefore later = new Decision.NotBefore(due, reason);
        return inJob(captured, transaction -> {
            captured.unlockRest(transaction);
            return active(captured, transaction)
                    .filter(captured::holds)
                    .map(job -> postpone(later, job, captured.request(), transaction));
        });
    }

    private Optional<Decision> follow(Optional<Decision> decision, CapturedJob captured, CommandContext transaction) {
        Optional<JobEntity> job = active(captured, transaction);
        if (decision.isEmpty() || job.isEmpty()) {
            return Optional.empty();
        }
        apply(decision.get(), job.get(), captured.request(), transaction);
        return decision;
    }

    /** The job; a suspended one is unlocked, so that it runs again when it is activated. */
    private static Optional<JobEntity> active(CapturedJob captured, CommandContext transaction) {
        JobEntity job = transaction.getJobManager().findJobById(captured.jobId());
        if (job != null && job.isSuspended()) {
            job.unlock();
            return Optional.empty();
        }
        return Optional.ofNullable(job);
    }

    private static void apply(Decision decision, JobEntity job, PostRequest request, CommandContext transaction) {
        if (decision instanceof Decision.Send send) {
            job.setLockExpirationTime(Date.from(send.lease().end()));
        } else if (decision instanceof Decision.NotBefore later) {
            postpone(later, job, request, transaction);
        }
    }

    private static Instant postpone(
            Decision.NotBefore later, JobEntity job, PostRequest request, CommandContext transaction) {
        return Postponement.of(job, later.due(), WaitText.of(request.post(), later.due(), later.reason()), transaction);
    }

    /** Nobody waits with a connection in hand for others who do the same. */
    private static Optional<Decision> permitted(
            Semaphore permits, CapturedJob captured, Function<CommandContext, Optional<Decision>> work) {
        permits.acquireUninterruptibly();
        try {
            return inJob(captured, work);
        } finally {
            permits.release();
        }
    }

    private static <T> Optional<T> inJob(CapturedJob captured, Function<CommandContext, Optional<T>> work) {
        Command<Optional<T>> command = work::apply;
        for (int attempt = 1; ; attempt++) {
            try {
                return captured.commands().execute(command);
            } catch (OptimisticLockingException
                    | DuplicateKeyException
                    | PessimisticLockingFailureException changedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw changedMeanwhile;
                }
            }
        }
    }
}
