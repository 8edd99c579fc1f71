package io.github.camundacliq.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Until the JVM has compiled what runs often, every contender is several times slower than it is, and on few cores the
 * compiler takes the processor from whom it works for. So this goes on until little is compiled any more, which takes
 * minutes: a round of a second without much to compile is followed by others with more.
 */
final class WarmUp {

    private static final int INSTANCES = 200;
    private static final double LITTLE = 0.05;
    private static final long ROUND_MILLIS = TimeUnit.SECONDS.toMillis(5);
    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private WarmUp() {}

    static void of(Engine engine, Trial trial) throws InterruptedException, ExecutionException {
        of(engine, trial.cliq(), trial.settings().contenders());
    }

    static void of(Engine engine, Cliq cliq, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        cliq.latency(0);
        long start = now();
        while (compiling(engine, contenders) > LITTLE && now() - start < PATIENCE_MILLIS) {
            cliq.arrivals();
        }
        cliq.arrivals();
        History.forget(engine);
    }

    /** What part of a round's time one core would have been compiling. */
    private static double compiling(Engine engine, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long compiled = compiler.getTotalCompilationTime();
        long start = now();
        do {
            for (Contender contender : contenders) {
                double unused = engine.run(contender, INSTANCES);
            }
        } while (now() - start < ROUND_MILLIS);
        return (double) (compiler.getTotalCompilationTime() - compiled) / Math.max(1, now() - start);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
