package io.github.camundacliq.task;

import io.github.camundacliq.delivery.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands.
 *
 * @param key the durable key of a post from here
 * @param ownJob whether the running job is this activity's own because it posts, so that nothing else in it is repeated by a
 *     second run
 */
record Position(Origin origin, String key, boolean ownJob) {

    /**
     * Counts it as a visit.
     *
     * @param chat where the post is to go, as far as that is known
     */
    static Position of(DelegateExecution execution, String chat, Visits visits) {
        Optional<JobEntity> job =
                Optional.ofNullable(Context.getCommandContext().getCurrentJob());
        String activity = text(execution.getCurrentActivityId());
        Origin origin = new Origin(
                job.map(JobEntity::getId).orElseGet(Origin::withoutJob),
                text(execution.getProcessInstanceId()),
                definitionKey(execution.getProcessDefinitionId()),
                text(execution.getProcessBusinessKey()),
                activity,
                text(execution.getTenantId()));
        ExecutionEntity here = (ExecutionEntity) execution;
        boolean own = job.filter(running -> isOf(here, running, activity)).isPresent();
        boolean first = visits.next(activity) == 1;
        String key = own && first ? origin.jobId() : shared(origin, here, chat, visits);
        return new Position(origin, key, own && SavePoint.isMarked(here.getActivity()));
    }

    /**
     * The key of a post in a job that may have others. Such a job need not come to the same posts in the same order when it
     * runs again: a list may have been shortened since, or a signal reach other instances. The only post of a job needs no
     * more than the job's id, which it keeps when the instance is migrated to another model.
     */
    private static String shared(Origin origin, ExecutionEntity execution, String chat, Visits visits) {
        String place = origin.jobId() + ":" + origin.activityId() + ":"
                + UUID.nameUUIDFromBytes((lastingInstance(execution) + "\n" + chat).getBytes(StandardCharsets.UTF_8));
        return place + ":" + visits.next(place);
    }

    /** One that this transaction began has another id when it begins it again; then it is told by its caller. */
    private static String lastingInstance(ExecutionEntity execution) {
        ExecutionEntity instance = execution.getProcessInstance();
        if (!isNew(instance)) {
            return instance.getId();
        }
        return instance.getSuperExecution() == null ? "" : lastingInstance(instance.getSuperExecution());
    }

    private static boolean isNew(ExecutionEntity instance) {
        CachedDbEntity cached = Context.getCommandContext()
                .getDbEntityManager()
                .getDbEntityCache()
                .getCachedEntity(instance);
        return cached != null && cached.getEntityState() == DbEntityState.TRANSIENT;
    }

    /** A called process may have an activity of the same name, and runs in its caller's job until its first save point. */
    private static boolean isOf(ExecutionEntity execution, JobEntity job, String activity) {
        return Objects.equals(job.getProcessInstanceId(), execution.getProcessInstanceId())
                && SavePoint.isBefore(job, activity);
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
