package io.github.camundacliq.benchmark;

import java.util.concurrent.ExecutionException;

/** Until the JVM has compiled what runs often, every contender is several times slower than it is. */
final class WarmUp {

    private static final int ROUNDS = 3;
    private static final int INSTANCES = 200;

    private WarmUp() {}

    static void of(Engine engine, Trial trial) throws InterruptedException, ExecutionException {
        trial.cliq().latency(0);
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender contender : trial.settings().contenders()) {
                double unused = engine.run(contender, INSTANCES);
            }
        }
        trial.cliq().arrivals();
    }
}
