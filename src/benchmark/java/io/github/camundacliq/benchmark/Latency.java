package io.github.camundacliq.benchmark;

import java.util.Arrays;
import java.util.EnumMap;
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
                Map<Contender, long[]> all = round(engine, trial);
                all.values().forEach(Arrays::sort);
                all.forEach((contender, micros) -> {
                    for (int percent : List.of(50, 95, 99)) {
                        trial.report("p" + percent, "ms", contender, micros[INSTANCES * percent / 100 - 1] / 1000.0);
                    }
                });
            }
        }
    }

    /** One of each in turn: a machine that stands still for a moment makes the start itself slow, whoever's it is. */
    private static Map<Contender, long[]> round(Engine engine, Trial trial)
            throws InterruptedException, ExecutionException {
        Map<Contender, long[]> micros = new EnumMap<>(Contender.class);
        for (int instance = 0; instance < INSTANCES; instance++) {
            for (Contender contender : trial.settings().contenders(instance)) {
                micros.computeIfAbsent(contender, unseen -> new long[INSTANCES])[instance] =
                        one(engine, trial.cliq(), contender);
            }
        }
        return micros;
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
