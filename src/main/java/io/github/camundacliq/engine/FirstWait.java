package io.github.camundacliq.engine;

import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Gives a job that waits the retries of its cycle. With {@code legacyJobRetryBehaviorEnabled}, and in older engines, it has
 * three until the engine sees its first failure, and one that says why it waits does not look like a first failure.
 */
final class FirstWait extends DefaultJobRetryCmd {

    private static final long serialVersionUID = 1L;

    private FirstWait(JobEntity job) {
        super(job.getId(), new IllegalStateException("It only waits"));
    }

    static void prepare(JobEntity job, CommandContext transaction) {
        new FirstWait(job).giveRetries(job, transaction);
    }

    private void giveRetries(JobEntity job, CommandContext transaction) {
        ActivityImpl activity = isFirstJobExecution(job) ? getCurrentActivity(transaction, job) : null;
        FailedJobRetryConfiguration cycle = activity == null ? null : getFailedJobRetryConfiguration(job, activity);
        if (cycle != null) {
            initializeRetries(job, cycle.getRetries());
        }
    }
}
