package io.github.camundacliq.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What one instance costs from its start to its end: of a backlog, and alone. Counting costs something itself, so the
 * time and the memory are those of an engine that does not count.
 */
final class Cost {

    private static final int BACKLOG = 400;
    private static final int ALONE = 50;
    private static final long LATENCY_MILLIS = 100;
    private static final String FILE =
            "select cast(setting_value as bigint) / %s from information_schema.settings where setting_name = 'info.%s'";

    /** Bytes by the thread's id, which no later thread gets: what a thread used stays used when it has ended. */
    private final Map<Long, Long> allocated = new HashMap<>();

    private final Cpu cpu = new Cpu();

    /** Figures by their unit, as they were at a moment. */
    private interface Meter {

        Map<String, Double> read(Engine engine);
    }

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        Map<String, Object> counting = new HashMap<>(trial.database());
        counting.put("benchmark.count", true);
        measure(trial, trial.database(), engine -> usedAndWritten(trial, engine));
        measure(trial, counting, Cost::counted);
    }

    private static void measure(Trial trial, Map<String, Object> properties, Meter meter)
            throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), properties)) {
            WarmUp.of(engine, trial);
            trial.cliq().latency(LATENCY_MILLIS);
            for (int round = 0; round < trial.settings().rounds(); round++) {
                for (Contender contender : trial.settings().contenders(round)) {
                    engine.pause();
                    Map<String, Double> before = meter.read(engine);
                    double unused = engine.run(contender, BACKLOG);
                    report(trial, "a backlog", contender, before, meter.read(engine), BACKLOG);
                    Map<String, Double> alone = meter.read(engine);
                    for (int instance = 0; instance < ALONE; instance++) {
                        engine.progress().forget();
                        engine.start(contender, Map.of());
                        engine.progress().await(1);
                    }
                    report(trial, "alone", contender, alone, meter.read(engine), ALONE);
                }
            }
        }
    }

    private static Map<String, Double> counted(Engine engine) {
        CountingDatabase database = engine.bean(CountingDatabase.class);
        return Map.of("SQL statements", (double) database.statements(), "commits", (double) database.commits());
    }

    private Map<String, Double> used() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long thread : threads.getAllThreadIds()) {
            allocated.merge(thread, threads.getThreadAllocatedBytes(thread), Math::max);
        }
        double bytes = allocated.values().stream().mapToLong(Long::longValue).sum();
        return Map.of(
                "CPU ms", Cpu.micros() / 1000.0,
                "CPU ms of the machine", cpu.machineMillis(),
                "KB allocated", bytes / 1024);
    }

    private Map<String, Double> usedAndWritten(Trial trial, Engine engine) {
        Map<String, Double> all = new HashMap<>(used());
        written(trial).forEach((unit, query) -> all.put(unit, engine.asked(query)));
        return all;
    }

    /** What the database tells about itself, by the unit; one in memory writes nothing. */
    private static Map<String, String> written(Trial trial) {
        if (trial.isOn("postgresql:")) {
            return Map.of("KB of WAL", "select (pg_current_wal_lsn() - '0/0'::pg_lsn) / 1024");
        }
        return trial.isOn("h2:file:")
                ? Map.of(
                        "writes of the file",
                        FILE.formatted("1.0", "FILE_WRITE"),
                        "KB written",
                        FILE.formatted("1024.0", "FILE_WRITE_BYTES"))
                : Map.of();
    }

    private static void report(
            Trial trial,
            String setting,
            Contender contender,
            Map<String, Double> before,
            Map<String, Double> after,
            int instances) {
        before.forEach((unit, value) ->
                trial.report(setting, unit, contender, (after.getOrDefault(unit, value) - value) / instances));
    }
}
