package io.github.camundacliq.engine;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Jobs that are locked for this node and should run next: those that a finished run has left, or one whose turn has come.
 *
 * @param unlock lets any node acquire them
 * @param since when they could have run
 * @param ours until when this node may offer them
 */
record FollowUp(Runnable run, Runnable unlock, Instant since, Instant ours) {

    static FollowUp of(Runnable run, List<String> jobIds, ProcessEngineImpl engine, Instant since) {
        int lockTime = engine.getProcessEngineConfiguration().getJobExecutor().getLockTimeInMillis();
        return new FollowUp(run, () -> unlock(jobIds, engine), since, since.plusMillis(lockTime / 2));
    }

    /** All or none; one that is gone, or somebody else's by now, is left alone. */
    private static void unlock(List<String> jobIds, ProcessEngineImpl engine) {
        JobExecutor executor = engine.getProcessEngineConfiguration().getJobExecutor();
        engine.getProcessEngineConfiguration().getCommandExecutorTxRequired().execute(transaction -> {
            jobIds.stream()
                    .map(transaction.getJobManager()::findJobById)
                    .filter(job -> job != null && executor.getLockOwner().equals(job.getLockOwner()))
                    .forEach(JobEntity::unlock);
            return jobIds;
        });
        executor.jobWasAdded();
    }
}
