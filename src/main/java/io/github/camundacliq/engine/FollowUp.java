package io.github.camundacliq.engine;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;

/**
 * Jobs that a finished run has left, locked for this node.
 *
 * @param unlock lets any node acquire them
 * @param since when they were left
 */
record FollowUp(Runnable run, Runnable unlock, Instant since) {

    static FollowUp of(JobRun run, List<String> jobIds, ProcessEngineImpl engine, Instant since) {
        return new FollowUp(run, () -> unlock(jobIds, engine), since);
    }

    private static void unlock(List<String> jobIds, ProcessEngineImpl engine) {
        jobIds.forEach(id -> engine.getProcessEngineConfiguration()
                .getCommandExecutorTxRequired()
                .execute(new UnlockJobCmd(id)));
        engine.getProcessEngineConfiguration().getJobExecutor().jobWasAdded();
    }
}
