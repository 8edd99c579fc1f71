package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls every job that this node told to wait, by its name, when its time has come. The engine's acquisition takes jobs in
 * no order: one whose turn it is would come behind thousands that are still to be told to wait, and its place would stay
 * empty meanwhile.
 *
 * <p>In the database the job is free like any other. Should this node die, another one finds it.
 */
final class DueJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueJobs.class);

    private static final int MOST_AT_ONCE = 16;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(2);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DelayQueue<DueJob> waiting = new DelayQueue<>();
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
        waiting.add(job);
    }

    /** They stay where every node finds them. */
    @Override
    public void close() {
        closed = true;
    }

    private void callUntilClosed() {
        try {
            while (!closed) {
                DueJob first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    awaitRoom();
                    callWithOthers(first);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who was called and finds no thread keeps its job from everybody else. */
    private void awaitRoom() throws InterruptedException {
        while (posts.waitForEngineThreads() && !closed) {
            Thread.sleep(BUSY_PAUSE.toMillis());
        }
    }

    private void callWithOthers(DueJob first) {
        List<DueJob> due = new ArrayList<>(List.of(first));
        waiting.drainTo(due, MOST_AT_ONCE - 1);
        due.stream()
                .collect(Collectors.groupingBy(
                        DueJob::engine, Collectors.mapping(DueJob::id, Collectors.toUnmodifiableList())))
                .forEach(this::call);
    }

    private void call(ProcessEngineImpl engine, List<String> jobIds) {
        if (closed || !engine.getProcessEngineConfiguration().getJobExecutor().isActive()) {
            return;
        }
        try {
            List<String> acquired = engine.getProcessEngineConfiguration()
                    .getCommandExecutorTxRequired()
                    .execute(new AcquireDueJobs(jobIds));
            acquired.forEach(id -> posts.handBack(List.of(id), engine));
            if (acquired.size() < jobIds.size()) {
                hints.soon();
            }
        } catch (RuntimeException databaseAway) {
            LOG.debug("The engine looks for jobs {} when the database is back", jobIds, databaseAway);
            hints.soon();
        }
    }
}
