package io.github.camundacliq.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many instances at once against a limit that lets them leave one after the other. */
final class Burst {

    /** Of all users together, in each second. */
    private static final int LIMIT = 60;

    private static final long WINDOW_MICROS = 1_000_000;

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        for (int instances : trial.settings().bursts()) {
            one(trial, 1, 1, instances);
            one(trial, 2, 1, instances);
            one(trial, 1, 4, instances);
        }
    }

    private static void one(Trial trial, int nodes, int users, int instances)
            throws InterruptedException, ExecutionException {
        trial.cliq().latency(0);
        trial.cliq().arrivals();
        Map<String, Object> properties = new HashMap<>(trial.database());
        for (int user = 1; user <= users; user++) {
            Engine.connection("user" + nodes + users + instances + "_" + user, trial.cliq(), LIMIT / users + "/1s")
                    .forEach(properties::put);
        }
        List<Engine> cluster = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            cluster.add(Engine.start(trial.cliq(), properties));
        }
        try {
            long cpu = Cpu.micros();
            int share = instances / nodes;
            for (Engine engine : cluster) {
                engine.prepare(Contender.DELEGATE, share, number -> {
                    int user = 1 + number % users;
                    return Map.of("chatId", "" + user, "connection", "user" + nodes + users + instances + "_" + user);
                });
            }
            while (cluster.stream()
                            .mapToInt(engine -> engine.progress().count())
                            .sum()
                    < share * nodes) {
                Thread.sleep(50);
            }
            List<Arrival> arrivals = trial.cliq().arrivals();
            String setting = "%d instances, %d nodes, %d users".formatted(instances, nodes, users);
            trial.report(setting, "over the limit", Contender.DELEGATE, overLimit(arrivals, LIMIT / users));
            trial.report(setting, "% of the permitted rate", Contender.DELEGATE, permitted(arrivals));
            trial.report(setting, "CPU ms", Contender.DELEGATE, (Cpu.micros() - cpu) / 1000.0 / instances);
        } finally {
            cluster.forEach(Engine::close);
        }
    }

    /** Requests beyond the limit in the worst window of any user. */
    private static int overLimit(List<Arrival> arrivals, int limit) {
        return arrivals.stream().collect(Collectors.groupingBy(Arrival::chat)).values().stream()
                .mapToInt(user -> Math.max(0, mostInWindow(user) - limit))
                .sum();
    }

    private static int mostInWindow(List<Arrival> arrivals) {
        long[] times = arrivals.stream().mapToLong(Arrival::micros).sorted().toArray();
        return IntStream.range(0, times.length)
                .map(first -> (int) IntStream.range(first, times.length)
                        .takeWhile(last -> times[last] < times[first] + WINDOW_MICROS)
                        .count())
                .max()
                .orElse(0);
    }

    private static double permitted(List<Arrival> arrivals) {
        long first = arrivals.stream().mapToLong(Arrival::micros).min().orElse(0);
        long last = arrivals.stream().mapToLong(Arrival::micros).max().orElse(0);
        long least = (arrivals.size() - 1) / LIMIT * WINDOW_MICROS;
        return 100.0 * least / Math.max(1, last - first);
    }
}
