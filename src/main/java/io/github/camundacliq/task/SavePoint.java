package io.github.camundacliq.task;

import java.util.Set;
import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler.AsyncContinuationConfiguration;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.operation.PvmAtomicOperation;

/** Tells the jobs of an activity apart: the one before it runs it, the one after it runs what follows. */
public final class SavePoint {

    private static final Set<String> AFTER = Set.of(
            PvmAtomicOperation.TRANSITION_NOTIFY_LISTENER_TAKE.getCanonicalName(),
            PvmAtomicOperation.ACTIVITY_END.getCanonicalName());

    private static final PropertyKey<Boolean> MARK = new PropertyKey<>("cliqSavePoints");

    private SavePoint() {}

    /** Remembers that the activity got its save points because it posts: a run of its job repeats nothing else. */
    public static void mark(ActivityImpl activity) {
        activity.getProperties().set(MARK, true);
    }

    public static boolean isMarked(ActivityImpl activity) {
        return Boolean.TRUE.equals(activity.getProperties().get(MARK));
    }

    /** Whether it is the job of such an activity. */
    public static boolean isMarked(JobEntity job, CommandContext transaction) {
        DeploymentCache definitions =
                transaction.getProcessEngineConfiguration().getDeploymentCache();
        ActivityImpl activity = job.getProcessDefinitionId() == null
                ? null
                : definitions
                        .findDeployedProcessDefinitionById(job.getProcessDefinitionId())
                        .findActivity(job.getActivityId());
        return activity != null && isMarked(activity);
    }

    public static boolean isBefore(JobEntity job, String activity) {
        return AsyncContinuationJobHandler.TYPE.equals(job.getJobHandlerType())
                && activity.equals(job.getActivityId())
                && !(job.getJobHandlerConfiguration() instanceof AsyncContinuationConfiguration operation
                        && AFTER.contains(String.valueOf(operation.getAtomicOperation())));
    }
}
