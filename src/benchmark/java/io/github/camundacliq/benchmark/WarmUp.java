package io.github.camundacliq.benchmark;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Until the JVM has compiled what runs often, every contender is several times slower than it is, and on few cores the
 * compiler takes the processor from whom it works for. So this goes on until little is compiled any more, which takes
 * minutes: a round of a second without much to compile is followed by others with more. On two slow processors the
 * compiler was busy for six minutes, and everybody five times as fast after them as in the first of them; who has more
 * code looks slower than it is for as long.
 */
final class WarmUp {

    private static final int INSTANCES = 200;
    private static final double LITTLE = 0.05;
    private static final long ROUND_MILLIS = TimeUnit.SECONDS.toMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Some posts, again and again. */
    interface Pass {

        void run() throws InterruptedException, ExecutionException;
    }

    private WarmUp() {}

    static void of(Engine engine, Trial trial) throws InterruptedException, ExecutionException {
        of(engine, trial.cliq(), trial.settings().contenders());
    }

    static void of(Engine engine, Cliq cliq, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        cliq.latency(0);
        untilCompiled(PATIENCE, () -> {
            round(engine, contenders);
            cliq.arrivals();
        });
        History.forget(engine);
    }

    /** What is slow in another way runs other code: with each latency something is left to compile. */
    static void untilCompiled(Duration patience, Pass pass) throws InterruptedException, ExecutionException {
        long start = now();
        double compiling;
        do {
            compiling = compiling(pass);
        } while (compiling > LITTLE && now() - start < patience.toMillis());
    }

    private static void round(Engine engine, List<Contender> contenders)
            throws InterruptedException, ExecutionException {
        long start = now();
        do {
            for (Contender contender : contenders) {
                double unused = engine.run(contender, INSTANCES);
            }
        } while (now() - start < ROUND_MILLIS);
    }

    /** What part of a pass's time one core would have been compiling. */
    private static double compiling(Pass pass) throws InterruptedException, ExecutionException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long compiled = compiler.getTotalCompilationTime();
        long start = now();
        pass.run();
        return (double) (compiler.getTotalCompilationTime() - compiled) / Math.max(1, now() - start);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
