package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.task.CliqException;
import io.github.camundacliq.task.RejectedException;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** An incident at once: a retry by the clock cannot help. */
final class GiveUp extends JobRetryCmd {

    private static final long serialVersionUID = 1L;

    private final transient Delivery delivery;
    private final transient Optional<Outcome.Rejected> refusal;

    GiveUp(String jobId, CliqException outcome, Delivery delivery) {
        super(jobId, outcome);
        this.delivery = delivery;
        this.refusal =
                outcome instanceof RejectedException rejected ? Optional.of(rejected.outcome()) : Optional.empty();
    }

    @Override
    public Object execute(CommandContext commandContext) {
        JobEntity job = getJob();
        if (job != null) {
            logException(job);
            job.unlock();
            job.setRetries(0);
            refusal.ifPresent(outcome -> delivery.incidents().refused(jobId, outcome));
            delivery.incidents().reported(jobId);
        }
        return "";
    }
}
