package io.github.camundacliq.benchmark;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** How many posts a second a backlog gives, while Cliq takes some time for each. */
final class Posts {

    private static final int FIRST_GUESS = 40;

    /** There are four latencies, and several databases. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The engine with its own job executor, and nothing of ours in it. */
    private static final Map<String, Object> WITHOUT = Map.of("cliq.enabled", false);

    private static final List<Contender> ABLE_WITHOUT = List.of(Contender.NOOP, Contender.PLAIN, Contender.CONNECTOR);

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        measure(trial, trial.settings(), Map.of(), "");
        Settings without = trial.settings().only(ABLE_WITHOUT);
        if (!without.contenders().isEmpty()) {
            measure(trial, without, WITHOUT, ", without the plugin");
        }
    }

    private static void measure(Trial trial, Settings settings, Map<String, Object> more, String where)
            throws InterruptedException, ExecutionException {
        Map<String, Object> properties = new HashMap<>(trial.database());
        properties.putAll(more);
        try (Engine engine = Engine.start(trial.cliq(), properties)) {
            WarmUp.of(engine, trial.cliq(), settings.contenders());
            for (long latency : settings.latencies()) {
                trial.cliq().latency(latency);
                Map<Contender, Integer> sizes = sizes(engine, trial, settings);
                for (int round = 0; round < settings.rounds(); round++) {
                    History.forget(engine);
                    for (Contender contender : settings.contenders(round)) {
                        double speed = speed(engine, trial, contender, sizes.getOrDefault(contender, FIRST_GUESS));
                        trial.report("Cliq takes " + latency + " ms" + where, "1/s", contender, speed);
                    }
                }
            }
        }
    }

    /** As many instances as each is expected to manage in the time. */
    private static Map<Contender, Integer> sizes(Engine engine, Trial trial, Settings settings)
            throws InterruptedException, ExecutionException {
        Map<Contender, Integer> sizes = new EnumMap<>(Contender.class);
        estimate(sizes, engine, trial, settings);
        WarmUp.untilCompiled(PATIENCE, () -> estimate(sizes, engine, trial, settings));
        return sizes;
    }

    private static void estimate(Map<Contender, Integer> sizes, Engine engine, Trial trial, Settings settings)
            throws InterruptedException, ExecutionException {
        for (Contender contender : settings.contenders()) {
            double speed = speed(engine, trial, contender, sizes.getOrDefault(contender, FIRST_GUESS));
            sizes.put(contender, Math.max(FIRST_GUESS, (int) (speed * settings.seconds())));
        }
    }

    private static double speed(Engine engine, Trial trial, Contender contender, int instances)
            throws InterruptedException, ExecutionException {
        List<Arrival> before = trial.cliq().arrivals();
        double speed = instances / engine.run(contender, instances);
        int posts = trial.cliq().arrivals().size();
        if (posts != (contender.posts() ? instances : 0)) {
            throw new IllegalStateException("%d posts for %d instances of %s, after %d of others"
                    .formatted(posts, instances, contender, before.size()));
        }
        return speed;
    }
}
