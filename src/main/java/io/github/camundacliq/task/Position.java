package io.github.camundacliq.task;

import io.github.camundacliq.delivery.Origin;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands.
 *
 * @param visit how often this activity was reached in this transaction, from 1
 * @param ownJob whether the running job is this activity's own, so that nothing else in it is repeated by a second run
 */
record Position(Origin origin, int visit, boolean ownJob) {

    /**
     * The durable key of a post from here. A job that is this activity's own has no other, and keeps its key when the
     * instance is migrated to another model.
     */
    String key() {
        return ownJob && visit == 1 ? origin.jobId() : origin.jobId() + ":" + origin.activityId() + ":" + visit;
    }

    static Position of(DelegateExecution execution, Visits visits) {
        Optional<JobEntity> job =
                Optional.ofNullable(Context.getCommandContext().getCurrentJob());
        String activity = execution.getCurrentActivityId();
        Origin origin = new Origin(
                job.map(JobEntity::getId).orElseGet(Origin::withoutJob),
                text(execution.getProcessInstanceId()),
                definitionKey(execution.getProcessDefinitionId()),
                text(execution.getProcessBusinessKey()),
                text(activity),
                text(execution.getTenantId()));
        boolean ownJob = job.filter(running -> isOf(execution, running) && SavePoint.isBefore(running, text(activity)))
                .isPresent();
        return new Position(origin, visits.next(text(activity)), ownJob);
    }

    /** A called process may have an activity of the same name, and runs in its caller's job until its first save point. */
    private static boolean isOf(DelegateExecution execution, JobEntity job) {
        return Objects.equals(job.getProcessInstanceId(), execution.getProcessInstanceId());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Its id tells only a short one: where the whole would be too long for the database, it is a number without the key. */
    private static String definitionKey(String definitionId) {
        return Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(definitionId)
                .getKey();
    }
}
