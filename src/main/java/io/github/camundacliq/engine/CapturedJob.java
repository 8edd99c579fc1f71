package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.PostRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * A job that wants to post.
 *
 * @param job as it was when its transaction rolled back
 * @param rest of the exclusive batch that it was acquired with
 * @param answers of the posts that it already made
 */
record CapturedJob(
        PostRequest request, JobEntity job, List<String> rest, Map<String, Outcome> answers, ProcessEngineImpl engine) {

    String jobId() {
        return job.getId();
    }

    CommandExecutor commands() {
        return engine.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    /** Whether the job still is locked by this acquisition, and not by a later one or by nobody. */
    boolean holds(JobEntity now) {
        return Objects.equals(now.getLockOwner(), job.getLockOwner()) && lockedUntil(now) == lockedUntil(job);
    }

    private static long lockedUntil(JobEntity job) {
        return job.getLockExpirationTime() == null
                ? 0
                : job.getLockExpirationTime().getTime();
    }

    /** Siblings of an exclusive batch wait by themselves while this job is locked. */
    void unlockRest(CommandContext transaction) {
        for (String id : rest) {
            JobEntity sibling = transaction.getJobManager().findJobById(id);
            if (sibling != null && Objects.equals(sibling.getLockOwner(), job.getLockOwner())) {
                sibling.unlock();
            }
        }
    }

    Map<String, Outcome> answersWith(Outcome outcome) {
        Map<String, Outcome> all = new HashMap<>(answers);
        all.put(request.key(), outcome);
        return all;
    }
}
