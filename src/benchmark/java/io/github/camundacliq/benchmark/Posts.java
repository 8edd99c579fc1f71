package io.github.camundacliq.benchmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** How many posts a second a backlog gives, while Cliq takes some time for each. */
final class Posts {

    private static final int FIRST_GUESS = 40;

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), trial.database())) {
            WarmUp.of(engine, trial);
            for (long latency : trial.settings().latencies()) {
                trial.cliq().latency(latency);
                Map<Contender, Double> speeds = new EnumMap<>(Contender.class);
                trial.settings().contenders().forEach(contender -> speeds.put(contender, 0.0));
                round(engine, trial.settings(), speeds);
                round(engine, trial.settings(), speeds);
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
