package io.github.camundacliq.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Instances started and ended in a second, while Cliq takes some time for each post. */
final class Posts {

    private static final int WARM_UPS = 3;
    private static final int FIRST_GUESS = 40;

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), trial.database())) {
            List<Contender> contenders = trial.settings().contenders();
            Map<Contender, Double> speeds = new EnumMap<>(Contender.class);
            for (long latency : trial.settings().latencies()) {
                trial.cliq().latency(latency);
                contenders.forEach(contender -> speeds.put(contender, 0.0));
                for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                    round(engine, trial.settings(), speeds);
                }
                for (int round = 0; round < trial.settings().rounds(); round++) {
                    round(engine, trial.settings(), speeds)
                            .forEach((contender, speed) ->
                                    trial.report("Cliq takes " + latency + " ms", "1/s", contender, speed));
                }
            }
        }
    }

    /** Each contender in its turn, as many instances as it is expected to manage in the time. */
    private static Map<Contender, Double> round(Engine engine, Settings settings, Map<Contender, Double> speeds)
            throws InterruptedException, ExecutionException {
        for (Contender contender : settings.contenders()) {
            int instances = Math.max(FIRST_GUESS, (int) (speeds.get(contender) * settings.seconds()));
            speeds.put(contender, instances / engine.run(contender, instances));
        }
        return speeds;
    }
}
