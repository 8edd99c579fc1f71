package io.github.camundacliq.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Until the JVM has compiled what runs often, every contender is several times slower than it is, and on few cores the
 * compiler takes the processor from whom it works for. So this goes on until little is compiled any more.
 */
final class WarmUp {

    private static final int INSTANCES = 200;
    private static final double LITTLE = 0.1;
    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(3);

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
    }

    /** What part of a round's time one core would have been compiling. */
    private static double compiling(Engine engine, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long compiled = compiler.getTotalCompilationTime();
        long start = now();
        for (Contender contender : contenders) {
            double unused = engine.run(contender, INSTANCES);
        }
        return (double) (compiler.getTotalCompilationTime() - compiled) / Math.max(1, now() - start);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
