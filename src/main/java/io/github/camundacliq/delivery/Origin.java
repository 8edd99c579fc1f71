package io.github.camundacliq.delivery;

import java.util.UUID;

/**
 * Where in which process a post comes from. Empty texts stand for what there is not.
 *
 * @param jobId the only id that stays over the retries of one execution; or {@link #withoutJob()}, which is another one each
 *     time, so that the journal makes no promise
 */
public record Origin(
        String jobId,
        String processInstanceId,
        String processDefinitionKey,
        String businessKey,
        String activityId,
        String tenantId) {

    static final String NO_JOB = "none-";

    /** In the place of a job's id, for a post that its caller waits for. */
    public static String withoutJob() {
        return NO_JOB + UUID.randomUUID();
    }

    /** Whether a job runs the task, and can wait. */
    public boolean hasJob() {
        return !jobId.startsWith(NO_JOB);
    }
}
