package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done later, or again and again. */
final class Timers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final ScheduledExecutorService chores = single("cliq-chores");
    private final Collection<ScheduledExecutorService> rounds = new ConcurrentLinkedQueue<>();

    /**
     * A timer with a thread of its own. Shut down, it forgets what is to come, and lets what is under way end: an H2 in a file
     * closes for all when a thread that writes is interrupted.
     */
    static ScheduledExecutorService single(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Never, once this is closed. */
    void after(Duration wait, Runnable task) {
        try {
            Future<?> unused = chores.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nothing is done later any more", closed);
        }
    }

    /** On a thread of its own, which waits for nobody else's database. */
    void every(Duration period, String name, Runnable task) {
        rounds.add(round(period, name, task));
    }

    /** The same for as long as the caller wants. */
    static ScheduledExecutorService round(Duration period, String name, Runnable task) {
        ScheduledExecutorService round = single(name);
        Future<?> unused = round.scheduleWithFixedDelay(
                () -> unbroken(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return round;
    }

    /** A timer forgets for good whatever once fails. */
    private static void unbroken(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error unexpected) {
            LOG.warn("What is done again and again failed, and is done again", unexpected);
        }
    }

    @Override
    public void close() {
        chores.shutdown();
        rounds.forEach(ScheduledExecutorService::shutdown);
    }
}
