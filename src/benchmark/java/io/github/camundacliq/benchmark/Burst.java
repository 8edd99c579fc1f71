package io.github.camundacliq.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many instances at once against a limit that lets them leave one after the other; each burst on a database of its own. */
final class Burst {

    private static final long WINDOW_MICROS = 1_000_000;

    /**
     * A burst.
     *
     * @param nodes that share the database
     * @param users whose limits make up the whole limit
     * @param limit of all users together, in each second
     */
    private record Setting(int instances, int nodes, int users, int limit) {

        String connection(int number) {
            return "user_" + number % users;
        }

        int limitOfEach() {
            return limit / users;
        }

        /** Three times what it needs, so that one post that never comes does not keep the others' figures. */
        Duration patience() {
            return Duration.ofSeconds(60 + 3L * instances / limit);
        }

        @Override
        public String toString() {
            return "%d instances at %d a second, nodes: %d, users: %d".formatted(instances, limit, nodes, users);
        }
    }

    void measure(Trial trial) throws Exception {
        for (int instances : trial.settings().bursts()) {
            for (int nodes = 1; nodes <= 2; nodes++) {
                for (int users : List.of(1, 4)) {
                    Setting setting = new Setting(
                            instances, nodes, users, trial.settings().limit());
                    Database.POSTGRES.use(
                            trial.settings().directory(), database -> one(trial, setting, new HashMap<>(database)));
                }
            }
        }
    }

    private static void one(Trial trial, Setting setting, Map<String, Object> properties) throws Exception {
        for (int user = 0; user < setting.users(); user++) {
            properties.putAll(Engine.connection(setting.connection(user), trial.cliq(), setting.limitOfEach() + "/1s"));
        }
        List<Engine> cluster = new ArrayList<>();
        try {
            while (cluster.size() < setting.nodes()) {
                cluster.add(Engine.start(trial.cliq(), properties));
            }
            burst(trial, setting, cluster);
        } finally {
            cluster.forEach(Engine::close);
        }
    }

    private static void burst(Trial trial, Setting setting, List<Engine> cluster) throws Exception {
        Engine first = cluster.get(0);
        cluster.forEach(Engine::pause);
        WarmUp.of(first, trial.cliq(), List.of(Contender.DELEGATE));
        first.pause();
        first.progress().forget();
        first.prepare(
                Contender.DELEGATE,
                setting.instances(),
                number -> Map.of("chatId", "" + number % setting.users(), "connection", setting.connection(number)));
        first.bean(JdbcTemplate.class).execute("vacuum analyze");
        double cpu = Cpu.micros() / 1000.0;
        double rows = rowsRead(first);
        cluster.forEach(Engine::resume);
        long end = System.nanoTime() + setting.patience().toNanos();
        while (ended(cluster) < setting.instances() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        List<Arrival> arrivals = trial.cliq().arrivals();
        String where = setting.toString();
        trial.report(where, "missing", Contender.DELEGATE, setting.instances() - ended(cluster));
        trial.report(where, "posted again", Contender.DELEGATE, arrivals.size() - ended(cluster));
        trial.report(where, "over the limit", Contender.DELEGATE, overLimit(arrivals, setting.limitOfEach()));
        trial.report(where, "% of the permitted rate", Contender.DELEGATE, permitted(arrivals, setting.limit()));
        trial.report(where, "CPU ms", Contender.DELEGATE, (Cpu.micros() / 1000.0 - cpu) / setting.instances());
        trial.report(where, "rows read", Contender.DELEGATE, (rowsRead(first) - rows) / setting.instances());
    }

    private static int ended(List<Engine> cluster) {
        return cluster.stream().mapToInt(engine -> engine.progress().count()).sum();
    }

    /** By the database server, whose work grows first where a backlog is looked through again and again. */
    private static double rowsRead(Engine engine) {
        return engine.asked("select tup_returned from pg_stat_database where datname = current_database()");
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

    /** As many as the limit lets through at once, and as many again in each second after. */
    private static double permitted(List<Arrival> arrivals, int limit) {
        long first = arrivals.stream().mapToLong(Arrival::micros).min().orElse(0);
        long last = arrivals.stream().mapToLong(Arrival::micros).max().orElse(0);
        long least = (arrivals.size() - 1) / limit * WINDOW_MICROS;
        return 100.0 * least / Math.max(1, last - first);
    }
}
