package io.github.camundacliq.engine;

import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** An incident at once: a retry by the clock cannot help. */
final class GiveUp extends JobRetryCmd {

    private static final long serialVersionUID = 1L;

    GiveUp(String jobId, Throwable failure) {
        super(jobId, failure);
    }

    @Override
    public Object execute(CommandContext commandContext) {
        JobEntity job = getJob();
        if (job != null) {
            logException(job);
            job.unlock();
            job.setRetries(0);
        }
        return "";
    }
}
