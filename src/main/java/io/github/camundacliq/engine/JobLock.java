package io.github.camundacliq.engine;

import java.util.Objects;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition of a job, as the engine marks it. The job itself would hold its process instance with all its variables.
 *
 * @param until in milliseconds since 1970, 0 if the job was not locked
 */
record JobLock(String jobId, @Nullable String owner, long until) {

    static JobLock of(JobEntity job) {
        return new JobLock(job.getId(), job.getLockOwner(), until(job));
    }

    /** Whether it still is this acquisition's, and not a later one's or nobody's. */
    boolean holds(JobEntity now) {
        return isOwnerOf(now) && until(now) == until;
    }

    boolean isOwnerOf(JobEntity job) {
        return Objects.equals(job.getLockOwner(), owner);
    }

    private static long until(JobEntity job) {
        return job.getLockExpirationTime() == null
                ? 0
                : job.getLockExpirationTime().getTime();
    }
}
