package io.github.camundacliq.benchmark;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether a post costs more when the journal remembers a million others, of a month; on two databases in turn. */
final class LargeJournal {

    private static final int ROWS = 1_000_000;
    private static final int INSTANCES = 400;
    private static final String EMPTY = "nothing else in it";
    private static final String FULL = "%,d rows".formatted(ROWS);
    private static final long LATENCY_MILLIS = 20;

    /** Keys in no order, as the engine's are; all that a real one has, and younger than what is purged. */
    private static final String FILL = """
            insert into CLIQ_JOURNAL (KEY_, STATE_, OWNER_, DEADLINE_, OUTCOME_, ANSWER_, CONNECTION_, USER_, CHAT_, KIND_,
              FINGERPRINT_, ON_UNCERTAIN_, CALLS_, SLOT_, CREATED_, SENT_, ANSWERED_, JOB_, PROC_INST_, PROC_DEF_KEY_,
              BUSINESS_KEY_, ACTIVITY_)
            select gen_random_uuid() || ':post:' || n, 'ANSWERED', gen_random_uuid(), at, 'delivered', '{"status":"success"}',
              'user' || n % 20, 'user' || n % 20, n % 1000, 'TEXT',
              md5(n || 'a') || md5(n || 'b'), 'RETRY', 1, n % 50, at, at, at, gen_random_uuid(), gen_random_uuid(),
              'process' || n % 30, 'key' || n, 'post'
            from (select n, (extract(epoch from now()) * 1000 - random() * 25 * 86400000)::bigint as at
              from generate_series(1, ?) n) as posts
            """;

    void measure(Trial trial) throws Exception {
        Database.POSTGRES.use(trial.settings().directory(), other -> {
            try (Engine large = Engine.start(trial.cliq(), trial.database());
                    Engine empty = Engine.start(trial.cliq(), other)) {
                empty.pause();
                WarmUp.of(large, trial);
                large.pause();
                JdbcTemplate database = large.bean(JdbcTemplate.class);
                int unused = database.update(FILL, ROWS);
                database.execute("vacuum analyze");
                database.execute("checkpoint");
                trial.cliq().latency(LATENCY_MILLIS);
                for (int round = 0; round < trial.settings().rounds(); round++) {
                    boolean fullFirst = round % 2 != 0;
                    for (boolean full : List.of(fullFirst, !fullFirst)) {
                        one(trial, full ? large : empty, full ? FULL : EMPTY, round);
                    }
                }
            }
        });
    }

    private static void one(Trial trial, Engine engine, String setting, int round) throws Exception {
        List<Contender> contenders = trial.settings().contenders(round);
        for (Contender contender : contenders) {
            double cpu = Cpu.micros() / 1000.0;
            trial.report(setting, "1/s", contender, INSTANCES / engine.run(contender, INSTANCES));
            trial.report(setting, "CPU ms", contender, (Cpu.micros() / 1000.0 - cpu) / INSTANCES);
        }
        engine.pause();
    }
}
