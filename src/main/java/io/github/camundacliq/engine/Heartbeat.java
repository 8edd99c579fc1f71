package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Shows the other nodes that this one lives, for as long as it runs jobs: also while it stops and waits for those under way.
 * On a thread of its own, because everything else that is done again and again may have to wait.
 */
final class Heartbeat implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;

    Heartbeat(Runnable beat) {
        beat.run();
        timer = Timers.round(PERIOD, "cliq-heartbeat", beat);
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
