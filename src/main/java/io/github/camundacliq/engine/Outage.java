package io.github.camundacliq.engine;

import io.github.camundacliq.task.Causes;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/** How to try again while the database is away: soon at first, then every two seconds, for five minutes at least. */
final class Outage {

    static final int ATTEMPTS = 160;

    /** SQL's classes of errors for data, for the rules of a table, and for a statement. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "42");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Outage() {}

    /** Why a job is tried again, for the operator who sees it wait. */
    static String reason(Throwable failure) {
        if (Causes.of(failure).anyMatch(Outage::isHeldRow)) {
            return "Rows of this post, or of its user's limit, are held by somebody in the database; if it stays, see which"
                    + " session does so.";
        }
        return isOfDatabase(failure)
                ? "The database was away"
                : "An error of the plugin, " + failure.getClass().getSimpleName()
                        + ": see this node's log if it stays.";
    }

    /** Whether the same will succeed some time: the database is away, or busy with somebody else. */
    static boolean isOfDatabase(Throwable failure) {
        return Causes.of(failure).anyMatch(Outage::isWithoutConnection)
                || (Causes.of(failure).noneMatch(Outage::isRefusal)
                        && Causes.of(failure).anyMatch(Outage::comesFromDatabase));
    }

    private static boolean isHeldRow(Throwable cause) {
        return cause instanceof QueryTimeoutException || cause instanceof PessimisticLockingFailureException;
    }

    /** It may have refused this, too, such as one connection more. */
    private static boolean isWithoutConnection(Throwable cause) {
        return cause instanceof CannotCreateTransactionException
                || cause instanceof CannotGetJdbcConnectionException
                || cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException;
    }

    /** The database is there, and will never take what it was given. */
    private static boolean isRefusal(Throwable cause) {
        if (cause instanceof SQLException refused && refused.getSQLState() != null) {
            return REFUSALS.stream().anyMatch(refused.getSQLState()::startsWith);
        }
        return cause instanceof DataIntegrityViolationException
                || cause instanceof InvalidDataAccessResourceUsageException;
    }

    private static boolean comesFromDatabase(Throwable cause) {
        return cause instanceof SQLException
                || cause instanceof DataAccessException
                || cause instanceof TransactionException;
    }

    /** After so many attempts, from 1. */
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(attempts);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
