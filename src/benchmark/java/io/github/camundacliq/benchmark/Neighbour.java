package io.github.camundacliq.benchmark;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast a process runs that has nothing to do with Cliq, while posts hang there, beside its mean speed before and
 * afterwards: a database gets slower as its history grows, whether anything hangs or not. What the engine itself loses is
 * measured by as many jobs that only wait: each of its looks for jobs reads them all.
 */
final class Neighbour {

    private static final Set<Contender> COMPARED = EnumSet.of(Contender.NOOP, Contender.PLAIN, Contender.DELEGATE);
    private static final List<Integer> DUE = List.of(40, 1000);
    private static final int MOST_WAITING = 50;

    /** Longer than is measured; ours gives up earlier, after twenty seconds, and may. */
    private static final long HANG_MILLIS = 60_000;

    /** By then those for whom there is no thread have been sent away. */
    private static final long SETTLED_SECONDS = 7;

    private static final long PAUSE_NANOS = 500_000;
    private static final double SECONDS = 5;
    private static final Duration UNTIL_TOMORROW = Duration.ofDays(1);

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), trial.database())) {
            WarmUp.of(engine, trial);
            for (int round = 0; round < trial.settings().rounds(); round++) {
                for (Contender contender : trial.settings().contenders(round)) {
                    if (COMPARED.contains(contender)) {
                        for (int due : DUE) {
                            History.forget(engine);
                            double before = speed(engine, 0, () -> {});
                            hang(trial.cliq(), engine, contender, due);
                            double disturbed = speed(engine, due, () -> release(trial.cliq(), engine));
                            double after = speed(engine, 0, () -> {});
                            trial.report(
                                    due + " posts due, and Cliq hangs; no-op: as many jobs wait until tomorrow",
                                    "% of its speed",
                                    contender,
                                    100 * disturbed / ((before + after) / 2));
                        }
                    }
                }
            }
        }
    }

    /** All wait before their task until they are let go at once: posts that hang may keep others from being started. */
    private static void hang(Cliq cliq, Engine engine, Contender contender, int due)
            throws InterruptedException, ExecutionException {
        cliq.latency(HANG_MILLIS);
        engine.pause();
        engine.prepare(contender, due, number -> Map.of());
        if (!contender.posts()) {
            engine.postpone(contender, UNTIL_TOMORROW);
        }
        engine.resume();
        TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
    }

    private static void release(Cliq cliq, Engine engine) {
        cliq.latency(0);
        engine.bringForward();
    }

    /** How many end in a second; then those that hang are released, and all come to their end. */
    private static double speed(Engine engine, int due, Runnable release)
            throws InterruptedException, ExecutionException {
        engine.progress().forget();
        AtomicInteger started = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> starters = engine.onStarters(() -> {
            while (!over.get()) {
                if (started.get() - engine.progress().count() < MOST_WAITING) {
                    engine.start(Contender.NOOP, Map.of());
                    started.incrementAndGet();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        });
        TimeUnit.MILLISECONDS.sleep((long) (SECONDS * 1000));
        double speed = engine.progress().count() / SECONDS;
        over.set(true);
        release.run();
        Engine.await(starters);
        engine.progress().await(started.get() + due);
        return speed;
    }
}
