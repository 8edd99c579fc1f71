package io.github.camundacliq.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** From the call that starts an instance to its request at Cliq, one instance at a time. */
final class Latency {

    private static final int INSTANCES = 200;
    private static final long REST_MILLIS = 20;

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), trial.database())) {
            WarmUp.of(engine, trial);
            for (int round = 0; round < trial.settings().rounds(); round++) {
                for (Contender contender : trial.settings().contenders(round)) {
                    long[] micros = new long[INSTANCES];
                    for (int instance = 0; instance < INSTANCES; instance++) {
                        micros[instance] = one(engine, trial.cliq(), contender);
                    }
                    java.util.Arrays.sort(micros);
                    for (int percent : List.of(50, 95, 99)) {
                        trial.report("p" + percent, "ms", contender, micros[INSTANCES * percent / 100 - 1] / 1000.0);
                    }
                }
            }
        }
    }

    private static long one(Engine engine, Cliq cliq, Contender contender) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        engine.progress().forget();
        long start = Stub.micros();
        engine.start(contender, Map.of());
        engine.progress().await(1);
        long end = contender.posts()
                ? cliq.arrivals().get(0).micros()
                : engine.progress().lastReached();
        return end - start;
    }
}
