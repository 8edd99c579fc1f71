package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the job executor when a waiting job is due. An idle one sleeps for up to a minute, and only looks by itself then.
 */
final class Hints implements AutoCloseable {

    private final Runnable wake;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cliq-hints");
        thread.setDaemon(true);
        return thread;
    });

    Hints(Runnable wake, Clock clock) {
        this.wake = wake;
        this.clock = clock;
    }

    void at(Instant due) {
        long wait = Math.max(0, Duration.between(clock.instant(), due).toMillis()) + 1;
        Future<?> unused = timer.schedule(wake, wait, TimeUnit.MILLISECONDS);
    }

    void after(Duration wait, Runnable task) {
        Future<?> unused = timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    void every(Duration period, Runnable task) {
        Future<?> unused =
                timer.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
