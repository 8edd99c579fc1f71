package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every job that this node told to wait, by its name, when its time has come. The engine's acquisition takes jobs in
 * no order: one whose turn it is would come behind thousands that are still to be told to wait, and its slot would stay
 * empty meanwhile.
 *
 * <p>In the database the job is free like any other. Should this node die, another one finds it.
 */
final class DueJobs implements AutoCloseable {

    /** So much earlier than it is due for everybody else: the engine's acquisition must not be at the same job. */
    static final Duration HEAD_START = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(DueJobs.class);

    private static final int MOST_AT_ONCE = 8;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(2);
    private static final int MOST_BUSY_PAUSES = 500;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DelayQueue<DueJob> waiting = new DelayQueue<>();
    private final Lock calling = new ReentrantLock();
    private final PostRunner posts;
    private final Hints hints;
    private volatile boolean closed;

    /**
     * The jobs of one node.
     *
     * @param hints ask the engine to look for a job that does not come when it is called
     */
    DueJobs(PostRunner posts, Hints hints) {
        this.posts = posts;
        this.hints = hints;
        Thread thread = new Thread(this::callUntilClosed, "cliq-due");
        thread.setDaemon(true);
        thread.start();
    }

    void add(DueJob job) {
        if (!closed) {
            waiting.add(job);
        }
    }

    /** Calls a job before the time that it was told; nothing happens if it was called already. */
    void callNow(DueJob job) {
        if (waiting.remove(job)) {
            add(job.now());
        }
    }

    /** They stay where every node finds them. */
    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }

    /** Waits for a call that is under way, which without a database takes as long as the pool lets it wait. */
    void awaitCall(Duration patience) throws InterruptedException {
        if (calling.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            calling.unlock();
        }
    }

    private void callUntilClosed() {
        while (!closed) {
            try {
                callNext();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error unexpected) {
                LOG.warn("Some jobs could not be called in time; the engine finds them by itself", unexpected);
            }
        }
    }

    private void callNext() throws InterruptedException {
        DueJob first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            awaitRoom();
            List<DueJob> due = new ArrayList<>(List.of(first));
            waiting.drainTo(due, MOST_AT_ONCE - 1);
            due.stream()
                    .collect(Collectors.groupingBy(DueJob::engine, Collectors.toUnmodifiableList()))
                    .forEach(this::call);
        }
    }

    /** A job that is called and finds no thread is kept from every other node meanwhile. */
    private void awaitRoom() throws InterruptedException {
        for (int pauses = 0; posts.lacksEngineThreads() && pauses < MOST_BUSY_PAUSES && !closed; pauses++) {
            Thread.sleep(BUSY_PAUSE.toMillis());
        }
    }

    private void call(ProcessEngineImpl engine, List<DueJob> jobs) {
        calling.lock();
        try {
            JobExecutor executor = engine.getProcessEngineConfiguration().getJobExecutor();
            if (!closed && executor.isActive() && executor.hasRegisteredEngine(engine)) {
                acquire(jobs, engine);
            }
        } finally {
            calling.unlock();
        }
    }

    private void acquire(List<DueJob> jobs, ProcessEngineImpl engine) {
        List<DueJob> left = jobs;
        AcquireDueJobs acquisition = new AcquireDueJobs(jobs);
        try {
            Collection<String> acquired = engine.getProcessEngineConfiguration()
                    .getCommandExecutorTxRequired()
                    .execute(acquisition);
            acquired.forEach(id -> posts.handBack(List.of(id), engine));
            left = jobs.stream().filter(job -> !acquired.contains(job.id())).toList();
        } catch (RuntimeException databaseAway) {
            LOG.debug("{} jobs could not be called", jobs.size(), databaseAway);
            acquisition.locks().forEach(posts::unfinished);
        }
        left.stream().filter(DueJob::isEarly).map(DueJob::onTime).forEach(this::add);
        if (!left.stream().allMatch(DueJob::isEarly)) {
            hints.soonAfter(HEAD_START);
        }
    }
}
