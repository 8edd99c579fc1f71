package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the job executor when jobs were added, and does what has to wait. An idle one sleeps for up to a minute, and
 * only looks by itself then.
 */
final class Hints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /**
     * To look for jobs reads all that are locked, as many as wait for Cliq; and the engine asks for it after every job. So
     * whoever asks in the same moment as others is content with one look.
     */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile long nextLook = System.nanoTime();
    private final Runnable wake;
    private final ScheduledExecutorService alarm = timer("cliq-alarm");
    private final ScheduledExecutorService chores = timer("cliq-chores");
    private final Collection<ScheduledExecutorService> rounds = new ConcurrentLinkedQueue<>();

    Hints(Runnable wake) {
        this.wake = wake;
    }

    /** What waits for the database must not keep an alarm waiting. */
    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void now() {
        nextLook = System.nanoTime() + MOMENT.toNanos();
        asked.set(false);
        wake.run();
    }

    /** At once, or with others in a moment. */
    void soon() {
        long wait = nextLook - System.nanoTime();
        if (wait <= 0 || alarm.isShutdown()) {
            now();
        } else if (asked.compareAndSet(false, true)) {
            ring(this::now, wait);
        }
    }

    /** Who still commits while this stops must not fail by it; another node, or the next start, looks by itself. */
    private void ring(Runnable task, long nanos) {
        try {
            Future<?> unused = alarm.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is woken any more", stopped);
        }
    }

    void after(Duration wait, Runnable task) {
        Future<?> unused = chores.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On a thread of its own: a heartbeat must not wait for chores that wait for the database. */
    void every(Duration period, String name, Runnable task) {
        ScheduledExecutorService round = timer(name);
        rounds.add(round);
        Future<?> unused =
                round.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        chores.shutdownNow();
        rounds.forEach(ScheduledExecutorService::shutdownNow);
    }
}
