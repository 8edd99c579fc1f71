package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the job executor when jobs were added, and does what has to wait. An idle job executor sleeps for up to a minute,
 * and only looks by itself then.
 */
final class Hints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /**
     * To look for jobs reads all there are, as many as wait for Cliq; and the engine asks for it after every job. So
     * after a look in vain whoever asks in the same moment as others is content with one look. After one that found a job
     * nobody waits: there may be more, and the engine's threads must not.
     */
    private static final Duration MOMENT = Duration.ofMillis(10);

    /** From one look in vain to the next it takes so many times its length, however many jobs it reads. */
    private static final int SHARE = 10;

    /** Nobody waits longer for a look, even if that makes their share of the time greater. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile Duration pause = MOMENT;
    private volatile long nextLook = System.nanoTime();
    private final Runnable wake;
    private final ScheduledExecutorService alarm = timer("cliq-alarm");
    private final ScheduledExecutorService chores = timer("cliq-chores");
    private final Collection<ScheduledExecutorService> rounds = new ConcurrentLinkedQueue<>();

    Hints(Runnable wake) {
        this.wake = wake;
    }

    /**
     * What waits for the database must not keep an alarm waiting. Shut down, it forgets what is to come, and lets what is
     * under way end: an H2 in a file closes for all when a thread that writes is interrupted.
     */
    private static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** For those who do not ask after every job; a look that others wait for comes all the same. */
    void now() {
        nextLook = System.nanoTime() + pause.toNanos();
        wake.run();
    }

    /** At once, or with others in a moment. */
    void soon() {
        long wait = nextLook - System.nanoTime();
        if (wait <= 0 || alarm.isShutdown()) {
            now();
        } else if (asked.compareAndSet(false, true)) {
            ring(this::alarmed, wait);
        }
    }

    private void alarmed() {
        asked.set(false);
        now();
    }

    void soonAfter(Duration wait) {
        ring(this::soon, wait.toNanos());
    }

    /** Takes the pace of the looks from how long the last one was in vain: not at all if it found a job. */
    void looked(Duration inVain) {
        pause = pauseAfter(inVain);
        nextLook = System.nanoTime() + pause.toNanos();
    }

    static Duration pauseAfter(Duration inVain) {
        if (inVain.isZero()) {
            return Duration.ZERO;
        }
        Duration share = inVain.multipliedBy(SHARE - 1);
        return Collections.min(List.of(LONGEST_PAUSE, Collections.max(List.of(MOMENT, share))));
    }

    /** Who still commits while this stops must not fail by it; another node, or the next start, looks by itself. */
    private void ring(Runnable look, long nanos) {
        try {
            Future<?> unused = alarm.schedule(look, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Nobody is woken any more", stopped);
        }
    }

    void after(Duration wait, Runnable task) {
        Future<?> unused = chores.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On a thread of its own, which waits for nobody else's database. */
    void every(Duration period, String name, Runnable task) {
        rounds.add(round(period, name, task));
    }

    /** The same for as long as the caller wants. */
    static ScheduledExecutorService round(Duration period, String name, Runnable task) {
        ScheduledExecutorService round = timer(name);
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
        alarm.shutdown();
        chores.shutdown();
        rounds.forEach(ScheduledExecutorService::shutdown);
    }
}
