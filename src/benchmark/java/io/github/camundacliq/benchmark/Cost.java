package io.github.camundacliq.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What one instance costs from its start to its end: of a backlog, and alone. */
final class Cost {

    private static final int BACKLOG = 400;
    private static final int ALONE = 50;
    private static final long LATENCY_MILLIS = 100;

    /** Everything counted so far. */
    private record Meter(long statements, long commits, long cpu, long allocated, long written) {

        static Meter read(Engine engine, boolean postgres) {
            CountingDatabase database = engine.bean(CountingDatabase.class);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                    .filter(bytes -> bytes > 0)
                    .sum();
            Long written = postgres
                    ? engine.bean(JdbcTemplate.class)
                            .queryForObject("select pg_current_wal_lsn() - '0/0'::pg_lsn", Long.class)
                    : Long.valueOf(0);
            return new Meter(
                    database.statements(), database.commits(), Cpu.micros(), allocated, written == null ? 0 : written);
        }
    }

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        Map<String, Object> properties = new HashMap<>(trial.database());
        properties.put("benchmark.count", true);
        try (Engine engine = Engine.start(trial.cliq(), properties)) {
            WarmUp.of(engine, trial);
            trial.cliq().latency(LATENCY_MILLIS);
            for (int round = 0; round < trial.settings().rounds(); round++) {
                for (Contender contender : trial.settings().contenders()) {
                    Meter before = Meter.read(engine, trial.onPostgres());
                    double unused = engine.run(contender, BACKLOG);
                    report(trial, "a backlog", contender, before, Meter.read(engine, trial.onPostgres()), BACKLOG);
                    Meter alone = Meter.read(engine, trial.onPostgres());
                    for (int instance = 0; instance < ALONE; instance++) {
                        engine.progress().forget();
                        engine.start(contender, Map.of());
                        engine.progress().await(1);
                    }
                    report(trial, "alone", contender, alone, Meter.read(engine, trial.onPostgres()), ALONE);
                }
            }
        }
    }

    private static void report(
            Trial trial, String setting, Contender contender, Meter before, Meter after, int instances) {
        double posts = instances;
        trial.report(setting, "SQL statements", contender, (after.statements() - before.statements()) / posts);
        trial.report(setting, "commits", contender, (after.commits() - before.commits()) / posts);
        trial.report(setting, "CPU ms", contender, (after.cpu() - before.cpu()) / posts / 1000);
        trial.report(setting, "KB allocated", contender, (after.allocated() - before.allocated()) / posts / 1024);
        if (trial.onPostgres()) {
            trial.report(setting, "KB of WAL", contender, (after.written() - before.written()) / posts / 1024);
        }
    }
}
