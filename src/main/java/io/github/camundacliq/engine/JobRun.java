package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.task.Captures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;

/** Runs a batch of jobs as the engine does, except that a job which wants to post is rolled back and handed over. */
final class JobRun extends ExecuteJobsRunnable {

    private final Captures captures;
    private final PostRunner posts;
    private final Map<String, Outcome> answers;

    /**
     * A run.
     *
     * @param answers of the posts that this job already made, empty on its first run
     */
    JobRun(
            List<String> jobIds,
            ProcessEngineImpl engine,
            Captures captures,
            PostRunner posts,
            Map<String, Outcome> answers) {
        super(jobIds, engine);
        this.captures = captures;
        this.posts = posts;
        this.answers = answers;
    }

    @Override
    protected void executeJob(String jobId, CommandExecutor commands, JobFailureCollector collector) {
        CaptureCollector capturing = new CaptureCollector(jobId);
        RunLock lock = RunLock.begun(jobId, processEngine);
        boolean ended = false;
        captures.open(answers);
        try {
            super.executeJob(jobId, commands, capturing);
            ended = true;
        } catch (RuntimeException failure) {
            if (capturing.captured().isEmpty()) {
                collector.setJob(capturing.getJob());
                throw failure;
            }
        } finally {
            captures.close();
            if (!ended && capturing.captured().isEmpty()) {
                posts.unfinished(lock);
            }
            if (!answers.isEmpty() && capturing.captured().isEmpty()) {
                posts.handBack(takeRest(), processEngine);
            }
        }
        capturing
                .captured()
                .ifPresent(capture -> posts.proceed(new CapturedJob(
                        capture.request(), JobLock.of(capturing.getJob()), takeRest(), answers, processEngine)));
    }

    /** Ends this run after the current job; what is left of its batch is the caller's to unlock or to run. */
    private static List<String> takeRest() {
        List<String> queue = Context.getJobExecutorContext().getCurrentProcessorJobQueue();
        List<String> rest = new ArrayList<>(queue);
        queue.clear();
        return rest;
    }
}
