package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.task.Causes;
import io.github.camundacliq.task.CliqException;
import io.github.camundacliq.task.RejectedException;
import io.github.camundacliq.task.SavePoint;
import io.github.camundacliq.task.ThrottledException;
import io.github.camundacliq.task.UncertainException;
import java.time.Clock;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Chooses what follows a failed job: for our outcomes what the contract says, for all others what was there before.
 *
 * <p>A job that must wait and was run by hand stays as it is: it may just be under way on another thread.
 */
final class FailedJobs implements FailedJobCommandFactory {

    private final FailedJobCommandFactory others;
    private final Delivery delivery;
    private final Clock clock;

    FailedJobs(FailedJobCommandFactory others, Delivery delivery, Clock clock) {
        this.others = others;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public Command<Object> getCommand(String jobId, Throwable exception) {
        return CliqException.in(exception)
                .map(outcome -> after(jobId, outcome))
                .orElseGet(() -> retry(jobId, exception));
    }

    private Command<Object> after(String jobId, CliqException outcome) {
        if (outcome instanceof ThrottledException throttled) {
            return Context.getJobExecutorContext() == null
                    ? transaction -> jobId
                    : new Wait(jobId, throttled, clock.instant().plus(throttled.waitTime()));
        }
        boolean hopeless = outcome instanceof RejectedException
                || (outcome instanceof UncertainException uncertain && uncertain.handling() != OnUncertain.RETRY);
        return hopeless ? giveUp(jobId, outcome) : retry(jobId, outcome);
    }

    private Command<Object> giveUp(String jobId, CliqException outcome) {
        return transaction -> {
            Object result = new GiveUp(jobId, outcome).execute(transaction);
            if (transaction.getJobManager().findJobById(jobId) != null) {
                if (outcome instanceof RejectedException rejected) {
                    delivery.incidents().refused(jobId, rejected.outcome());
                }
                delivery.incidents().reported(jobId);
            }
            return result;
        };
    }

    /** Where the retries end with somebody else's error, a refusal before it must not be told again for ever. */
    private Command<Object> retry(String jobId, Throwable exception) {
        Command<Object> retry = others.getCommand(jobId, exception);
        return transaction -> {
            Object result = namesNothing(exception) && wasToPost(jobId, transaction)
                    ? new GiveUp(jobId, exception).execute(transaction)
                    : retry.execute(transaction);
            JobEntity job = transaction.getJobManager().findJobById(jobId);
            if (job != null && job.getRetries() == 0) {
                delivery.incidents().givenUp(jobId);
            }
            return result;
        };
    }

    /** An expression with a name that is none: nobody would be told before our retry cycle ends. Operaton has a class of its own. */
    private static boolean namesNothing(Throwable exception) {
        return Causes.of(exception)
                .anyMatch(cause -> cause.getClass().getSimpleName().equals("PropertyNotFoundException"));
    }

    /** What follows a post is somebody else's. */
    private static boolean wasToPost(String jobId, CommandContext transaction) {
        JobEntity job = transaction.getJobManager().findJobById(jobId);
        return job != null && SavePoint.isMarked(job, transaction) && SavePoint.isBefore(job, job.getActivityId());
    }
}
