package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.PostRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * A job that wants to post.
 *
 * @param lock as it was when its transaction rolled back
 * @param rest of the exclusive batch that it was acquired with
 * @param answers of the posts that it already made
 */
record CapturedJob(
        PostRequest request, JobLock lock, List<String> rest, Map<String, Outcome> answers, ProcessEngineImpl engine) {

    String jobId() {
        return lock.jobId();
    }

    CommandExecutor commands() {
        return engine.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    /** Siblings of an exclusive batch wait by themselves while this job is locked. */
    void unlockRest(CommandContext transaction) {
        for (String id : rest) {
            JobEntity sibling = transaction.getJobManager().findJobById(id);
            if (sibling != null && lock.isOwnerOf(sibling)) {
                sibling.unlock();
            }
        }
    }

    /** The same without its siblings, once they are unlocked: from then on they may be anybody's. */
    CapturedJob alone() {
        return new CapturedJob(request, lock, List.of(), answers, engine);
    }

    Map<String, Outcome> answersWith(Outcome outcome) {
        Map<String, Outcome> all = new HashMap<>(answers);
        all.put(request.key(), outcome);
        return all;
    }
}
