package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.pacing.Budget;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from the journal, over all nodes, what an operator asks about connections. */
public final class Standings {

    private final JdbcClient jdbc;
    private final JobTable jobs;
    private final Budget budget;
    private final Clock clock;

    /**
     * What is read from one journal.
     *
     * @param tablePrefix of the engine's tables, usually empty
     */
    public Standings(JdbcClient jdbc, String tablePrefix, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = JobTable.of(tablePrefix);
        this.budget = new Budget(jdbc, clock);
        this.clock = clock;
    }

    public Standing of(Connection connection) {
        return new Standing(
                connection, budget.used(connection), lockedUntil(connection.user()), waiting(connection.linkName()));
    }

    /** Posts of all connections that wait for their turn. */
    public int waiting() {
        return jdbc.sql("select count(*) from CLIQ_JOURNAL where STATE_ = 'WAITING' and " + jobs.runsAgain())
                .query(Integer.class)
                .single();
    }

    private int waiting(String linkName) {
        return jdbc.sql("select count(*) from CLIQ_JOURNAL where STATE_ = 'WAITING' and CONNECTION_ = ? and "
                        + jobs.runsAgain())
                .param(linkName)
                .query(Integer.class)
                .single();
    }

    private Optional<Instant> lockedUntil(String user) {
        return jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER where USER_ = ? and LOCKED_UNTIL_ > ?")
                .params(user, clock.millis())
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }
}
