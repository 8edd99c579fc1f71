package io.github.camundacliq.engine;

import io.github.camundacliq.connection.Deadline;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.task.Captures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;

/** The engine's job executor, with its user's own settings; it differs only for jobs that post. */
public final class CliqJobExecutor extends SpringJobExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CliqJobExecutor.class);

    private final PostThreads threads;
    private final PostRunner posts;
    private final DueJobs dueJobs;
    private final Hints hints;
    private final Timers timers = new Timers();
    private final Clock clock;
    private final Duration patience;
    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();

    /**
     * A job executor.
     *
     * @param maxConcurrentPosts how many posts may be under way at a time on this node
     * @param databasePermits how many of them may use the engine's connection pool at a time
     * @param patience how long a stop waits for posts under way
     */
    public CliqJobExecutor(
            Delivery delivery,
            Captures captures,
            TaskExecutor engineThreads,
            int maxConcurrentPosts,
            int databasePermits,
            Duration patience,
            Clock clock) {
        setTaskExecutor(engineThreads);
        setLockOwner(delivery.owner());
        this.hints = new Hints(super::jobWasAdded);
        this.threads = new PostThreads(maxConcurrentPosts);
        this.posts = new PostRunner(delivery, hints, timers, captures, threads, engineThreads, databasePermits, clock);
        this.dueJobs = new DueJobs(posts, hints);
        this.patience = patience;
        this.clock = clock;
    }

    /** Shows the other nodes that this one lives, from before it locks the first job until after the last. */
    void showLife(Runnable beat) {
        heartbeats.add(new Heartbeat(beat));
    }

    /** From one period from now on, until posts under way have come to their end at a stop. */
    void every(Duration period, String thread, Runnable task) {
        timers.every(period, thread, task);
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new AttentiveAcquisition(this, hints::looked);
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> jobIds, ProcessEngineImpl engine) {
        return posts.run(jobIds, engine, Map.of());
    }

    /** Whoever adds a job from outside need not wait; the engine itself also asks whenever a job has ended. */
    @Override
    public void jobWasAdded() {
        if (Context.getJobExecutorContext() == null) {
            hints.now();
        } else {
            hints.soon();
        }
    }

    /** Runs a job that waits until then, if it still does. */
    void callAt(Instant call, String jobId, ProcessEngineImpl engine) {
        dueJobs.add(DueJob.of(jobId, call, engine, clock));
    }

    /** Runs it before its time, if it still waits for that. */
    void callNow(DueJob job) {
        dueJobs.callNow(job);
    }

    /**
     * Starts no new posts and waits for the ones under way, while the engine still runs. It has the time of one post for all
     * of it: without a database each step would take long.
     */
    void drain() {
        Deadline end = Deadline.in(patience, clock);
        dueJobs.close();
        posts.stop();
        try {
            dueJobs.awaitCall(end.rest());
            if (!threads.drain(end.rest())) {
                LOG.warn("Stopping with posts under way; the journal tells the next start which ones");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        posts.close();
        hints.close();
        timers.close();
    }

    /** When nothing runs any more. Where the start failed, nobody has drained it. */
    @Override
    public void close() {
        shutdown();
        dueJobs.close();
        hints.close();
        timers.close();
        heartbeats.forEach(Heartbeat::close);
    }
}
