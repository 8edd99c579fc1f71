package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the job executor when jobs were added. An idle one sleeps for up to a minute, and only looks by itself then.
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

    /** Of its own: what waits for the database must not keep an alarm waiting. */
    private final ScheduledExecutorService alarm = Timers.single("cliq-alarm");

    Hints(Runnable wake) {
        this.wake = wake;
    }

    /** For those who do not ask after every job; a look that is scheduled already comes all the same. */
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

    @Override
    public void close() {
        alarm.shutdown();
    }
}
