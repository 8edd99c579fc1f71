package io.github.camundacliq.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock that all nodes share, by which each can tell whether its own is right. It is asked for seconds since 1970, because
 * a time of day is one in some zone: the database's, the session's or this node's.
 */
public final class DatabaseClock {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private static final Duration WRONG = Duration.ofSeconds(1);
    private static final Duration RIGHT = Duration.ofMillis(500);

    private static final Set<String> WITHOUT_EPOCH = Set.of("MySQL", "MariaDB");

    private final JdbcOperations database;
    private final Clock clock;
    private volatile Optional<Duration> ahead = Optional.empty();
    private Duration warned = Duration.ZERO;

    DatabaseClock(JdbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Compares this node's clock with it, and warns if they differ by more than a second, and again if it is twice as much as
     * when it was last told. What the question may have taken on one of its two ways is no difference. Outside any transaction: in
     * one, a database may tell when that began.
     */
    public void compare() {
        try {
            String statement = statement();
            long before = clock.millis();
            long there = JdbcClient.create(database)
                    .sql(statement)
                    .query(Double.class)
                    .single()
                    .longValue();
            long after = clock.millis();
            long here = before + (after - before) / 2;
            judge(Duration.ofMillis(here - there), Duration.ofMillis(Math.abs(after - before) / 2));
        } catch (DataAccessException untold) {
            LOG.debug("The database does not tell its time", untold);
        }
    }

    /** By how much this node's clock was ahead at the last comparison. */
    public Optional<Duration> ahead() {
        return ahead;
    }

    private String statement() {
        ConnectionCallback<String> productName =
                connection -> connection.getMetaData().getDatabaseProductName();
        return WITHOUT_EPOCH.contains(String.valueOf(database.execute(productName)))
                ? "select unix_timestamp() * 1000 + microsecond(current_timestamp(3)) div 1000"
                : "select extract(epoch from current_timestamp) * 1000";
    }

    private void judge(Duration difference, Duration uncertain) {
        ahead = Optional.of(difference);
        Duration least = difference.abs().minus(uncertain);
        if (least.compareTo(WRONG) > 0 && least.compareTo(warned.multipliedBy(2)) > 0) {
            warned = least;
            LOG.warn(
                    "This node's clock is {} seconds {} the database's. Keep the clocks of all nodes and of the database together with"
                            + " NTP: meanwhile Cliq's limits may be exceeded, what waits comes early or late, and a post may be made"
                            + " twice: with onUncertain=verify from five seconds on, else where two nodes are four minutes apart",
                    String.format(Locale.ROOT, "%.1f", difference.abs().toMillis() / 1000.0),
                    difference.isNegative() ? "behind" : "ahead of");
        } else if (least.compareTo(RIGHT) < 0 && !warned.isZero()) {
            warned = Duration.ZERO;
            LOG.info("This node's clock agrees with the database's again");
        }
    }
}
