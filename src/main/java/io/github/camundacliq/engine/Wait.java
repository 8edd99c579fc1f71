package io.github.camundacliq.engine;

import io.github.camundacliq.task.CliqException;
import java.time.Instant;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Not before a certain time: no retry is used up and there is no incident. */
final class Wait extends JobRetryCmd {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    Wait(String jobId, CliqException outcome, Instant until) {
        super(jobId, outcome);
        this.until = until;
    }

    @Override
    public Object execute(CommandContext commandContext) {
        JobEntity job = getJob();
        if (job != null) {
            Postponement.of(job, until, String.valueOf(exception.getMessage()), commandContext);
        }
        return "";
    }
}
