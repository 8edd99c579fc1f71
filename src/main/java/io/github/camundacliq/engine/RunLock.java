package io.github.camundacliq.engine;

import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * The lock that a job has while it runs, as far as that can be told where the database is too far away to read it: a later
 * acquisition's lasts longer.
 *
 * @param latest when it ends at the latest, in milliseconds since 1970
 */
record RunLock(String jobId, long latest, ProcessEngineImpl engine) {

    /** Of a run that begins now. */
    static RunLock begun(String jobId, ProcessEngineImpl engine) {
        return new RunLock(
                jobId, ClockUtil.getCurrentTime().getTime() + executor(engine).getLockTimeInMillis(), engine);
    }

    /** Unlocks the job if nothing came of its run; says whether anything was to be done. */
    boolean giveFree() {
        Command<Boolean> command = transaction -> {
            JobEntity job = transaction.getJobManager().findJobById(jobId);
            boolean left = job != null && isOf(job);
            if (left) {
                job.unlock();
            }
            return left;
        };
        return engine.getProcessEngineConfiguration()
                .getCommandExecutorTxRequired()
                .execute(command);
    }

    private boolean isOf(JobEntity job) {
        return executor(engine).getLockOwner().equals(job.getLockOwner())
                && job.getLockExpirationTime().getTime() <= latest;
    }

    private static JobExecutor executor(ProcessEngineImpl engine) {
        return engine.getProcessEngineConfiguration().getJobExecutor();
    }
}
