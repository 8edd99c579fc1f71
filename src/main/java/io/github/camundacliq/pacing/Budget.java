package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Rate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The external calls that a Zoho plan allows in a period. Only calls that got an answer count; one in flight is counted
 * ahead, so that the budget is never overdrawn.
 */
public final class Budget {

    private static final Logger LOG = LoggerFactory.getLogger(Budget.class);

    private static final String FOR_UPDATE = " for update";
    private static final Calls NONE = new Calls(0, 0);

    private final JdbcClient jdbc;
    private final Clock clock;

    Budget(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the row that transactions lock later. */
    void prepare(String connection) {
        if (find(connection, "").isEmpty()) {
            add(connection);
        }
    }

    /** Fails where another transaction was faster; the next attempt finds its row. */
    private void add(String connection) {
        jdbc.sql("insert into CLIQ_BUDGET (CONNECTION_) values (?)")
                .param(connection)
                .update();
    }

    /** When the next period begins, if this one's budget is spent. Holds the connection's row. */
    public Optional<Instant> spentUntil(Connection connection) {
        return connection.externalCalls().flatMap(limit -> {
            Calls calls = calls(connection.linkName(), FOR_UPDATE);
            long period = period(limit, calls);
            boolean spent = calls.period() == period && calls.count() >= limit.permits();
            return spent
                    ? Optional.of(
                            Instant.ofEpochMilli((period + 1) * limit.period().toMillis()))
                    : Optional.empty();
        });
    }

    /** Holds the connection's row, if its calls are limited. A row that somebody deleted is made anew. */
    public void hold(Connection connection) {
        if (connection.externalCalls().isPresent()
                && find(connection.linkName(), FOR_UPDATE).isEmpty()) {
            LOG.warn(
                    "Connection '{}' had no row in CLIQ_BUDGET: it is made anew, and the calls of this period are counted from 0",
                    connection.linkName());
            add(connection.linkName());
        }
    }

    /** Counts a call ahead. */
    public void count(Connection connection) {
        connection.externalCalls().ifPresent(limit -> {
            Calls known = calls(connection.linkName(), FOR_UPDATE);
            long period = period(limit, known);
            write(connection, period, known.period() == period ? known.count() + 1 : 1);
        });
    }

    /**
     * Gives a call back that was counted ahead and got no answer. Of one counted in a period that is over, nothing is taken
     * back from the next.
     *
     * @param begun when it was counted at the earliest
     */
    public void giveBack(Connection connection, Instant begun) {
        connection.externalCalls().ifPresent(limit -> {
            Calls known = calls(connection.linkName(), FOR_UPDATE);
            boolean inItsPeriod =
                    known.period() == begun.toEpochMilli() / limit.period().toMillis();
            if (inItsPeriod) {
                write(connection, known.period(), Math.max(0, known.count() - 1));
            }
        });
    }

    private void write(Connection connection, long period, int calls) {
        jdbc.sql("update CLIQ_BUDGET set PERIOD_ = ?, CALLS_ = ? where CONNECTION_ = ?")
                .params(period, calls, connection.linkName())
                .update();
    }

    /** Calls of the current period. */
    public int used(Connection connection) {
        return connection
                .externalCalls()
                .map(limit -> {
                    Calls known = calls(connection.linkName(), "");
                    return known.period() == period(limit, known) ? known.count() : 0;
                })
                .orElse(0);
    }

    private record Calls(long period, int count) {}

    private Calls calls(String connection, String mode) {
        return find(connection, mode).orElse(NONE);
    }

    private Optional<Calls> find(String connection, String mode) {
        return jdbc.sql("select PERIOD_, CALLS_ from CLIQ_BUDGET where CONNECTION_ = ?" + mode)
                .param(connection)
                .query((row, nr) -> new Calls(row.getLong(1), row.getInt(2)))
                .optional();
    }

    /** The current one; the next where a node whose clock is ahead has begun it, so that none is counted twice from 1. */
    private long period(Rate limit, Calls known) {
        long period = clock.millis() / limit.period().toMillis();
        return known.period() == period + 1 ? known.period() : period;
    }
}
