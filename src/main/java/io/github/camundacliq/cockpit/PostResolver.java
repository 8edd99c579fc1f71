package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.KnownPost;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Lets the current user say what became of a post that may have been delivered, if he may set the retries of its job. */
final class PostResolver {

    private final EngineTransaction transaction;

    PostResolver(EngineTransaction transaction) {
        this.transaction = transaction;
    }

    /** Whether there is anything to decide, and the user is allowed to. */
    boolean mayResolve(KnownPost post) {
        if (!post.isUndecided() || post.job().isEmpty()) {
            return false;
        }
        CommandContext context = transaction.context();
        JobEntity job = context.getJobManager().findJobById(post.origin().jobId());
        return job != null && !isBeingRun(job) && mayRetry(job, context);
    }

    /** Lets the job run once more, and now; the engine checks whether the user may do that, and logs that he did. */
    void resolve(KnownPost post, Optional<String> version, Choice choice) {
        CommandContext context = transaction.context();
        JobEntity job = context.getJobManager().findJobById(post.origin().jobId());
        if (job == null) {
            throw new BadUserRequestException("The task is over; there is nothing left to decide.");
        }
        context.getProcessEngineConfiguration()
                .getManagementService()
                .setJobRetries(Math.max(1, job.getRetries()))
                .jobId(job.getId())
                .dueDate(ClockUtil.getCurrentTime())
                .execute();
        if (isBeingRun(job) || !choice.record(transaction.resolution(), post.key(), version)) {
            throw new BadUserRequestException("The post is not what it was when you looked; look at it again.");
        }
        context.getOperationLogManager()
                .logJobOperation(
                        UserOperationLogEntry.OPERATION_TYPE_SET_JOB_RETRIES,
                        job.getId(),
                        job.getJobDefinitionId(),
                        job.getProcessInstanceId(),
                        job.getProcessDefinitionId(),
                        job.getProcessDefinitionKey(),
                        new PropertyChange("cliqPost", post.stage().lowerCase(), choice.inOperationLog()));
        wakeJobExecutor(context);
    }

    private static boolean isBeingRun(JobEntity job) {
        Date lockedUntil = job.getLockExpirationTime();
        return lockedUntil != null && lockedUntil.after(ClockUtil.getCurrentTime());
    }

    private static boolean mayRetry(JobEntity job, CommandContext context) {
        try {
            for (CommandChecker checker :
                    context.getProcessEngineConfiguration().getCommandCheckers()) {
                checker.checkUpdateRetriesJob(job);
            }
            return true;
        } catch (AuthorizationException | BadUserRequestException notAllowed) {
            return false;
        }
    }

    /** An idle job executor would see the job only within a minute. */
    private static void wakeJobExecutor(CommandContext context) {
        JobExecutor executor = context.getProcessEngineConfiguration().getJobExecutor();
        if (executor != null && executor.isActive()) {
            context.getTransactionContext()
                    .addTransactionListener(TransactionState.COMMITTED, committed -> executor.jobWasAdded());
        }
    }
}
