package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.pacing.Allowance;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from the journal, over all nodes, what an operator asks about connections. */
public final class UsageQuery {

    private final JdbcClient jdbc;
    private final JobTable jobs;
    private final Allowance allowance;

    /**
     * What is read from one journal.
     *
     * @param tablePrefix of the engine's tables, usually empty
     */
    public UsageQuery(JdbcOperations database, String tablePrefix, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.jobs = JobTable.of(tablePrefix);
        this.allowance = Allowance.in(database, clock);
    }

    public Usage of(Connection connection) {
        return new Usage(
                connection,
                allowance.budget().used(connection),
                allowance.pacing().lockedUntil(connection.user()),
                waiting(connection.linkName()));
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
}
