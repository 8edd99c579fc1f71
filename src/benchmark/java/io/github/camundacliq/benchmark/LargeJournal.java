package io.github.camundacliq.benchmark;

import java.util.concurrent.ExecutionException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether a post costs more when the journal remembers a million others. */
final class LargeJournal {

    private static final int ROWS = 1_000_000;
    private static final int INSTANCES = 400;

    void measure(Trial trial) throws InterruptedException, ExecutionException {
        try (Engine engine = Engine.start(trial.cliq(), trial.database())) {
            WarmUp.of(engine, trial);
            trial.cliq().latency(20);
            rounds(trial, engine, "nothing else in it");
            int unused = engine.bean(JdbcTemplate.class)
                    .update(
                            "insert into CLIQ_JOURNAL (KEY_, STATE_, OUTCOME_, CONNECTION_, USER_, CHAT_, KIND_,"
                                    + " ON_UNCERTAIN_, CREATED_, SENT_, JOB_, PROC_INST_, PROC_DEF_KEY_, BUSINESS_KEY_, ACTIVITY_)"
                                    + " select 'old' || n, 'ANSWERED', 'delivered', 'benchmark', 'benchmark', '1', 'TEXT', 'RETRY',"
                                    + " 1.7e12 + n, 1.7e12 + n, 'job' || n, 'instance' || n, 'delegate', 'key' || n, 'post'"
                                    + " from generate_series(1, ?) n",
                            ROWS);
            engine.bean(JdbcTemplate.class).execute("analyze CLIQ_JOURNAL");
            rounds(trial, engine, "%,d rows".formatted(ROWS));
        }
    }

    private static void rounds(Trial trial, Engine engine, String setting)
            throws InterruptedException, ExecutionException {
        for (int round = 0; round < trial.settings().rounds(); round++) {
            for (Contender contender : trial.settings().contenders()) {
                trial.report(setting, "1/s", contender, INSTANCES / engine.run(contender, INSTANCES));
            }
        }
    }
}
