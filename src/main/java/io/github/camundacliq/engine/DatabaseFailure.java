package io.github.camundacliq.engine;

import io.github.camundacliq.task.Causes;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * What a failure says of the database, by its driver's words: Spring knows not all of them, and the engine's own statements
 * go past Spring. Of several things that its causes say, the first one here counts.
 */
enum DatabaseFailure {
    /** It can be read only, as a standby can. */
    READ_ONLY,
    /** Its disk, its memory or its connections are used up. */
    FULL,
    /** No connection is to be had. It may have refused something, too, such as one more. */
    AWAY,
    /** A connection broke that there was; the next may hold. */
    DROPPED,
    /** Somebody else has what is to be changed. */
    ROW_HELD,
    /** It is there, and will never take what it was given. */
    REFUSAL,
    /** Something else went wrong in it. */
    OTHER,
    /** It has nothing to do with it. */
    NONE;

    private static final Set<String> READ_ONLY_STATES = Set.of("25006", "90097");

    /** Of MariaDB and MySQL, which have no state of their own for it. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1836);

    /** PostgreSQL takes no connection yet, or no more. */
    private static final String STARTS_OR_STOPS = "57P03";

    /** PostgreSQL's lock_timeout and statement_timeout, and H2's timeout. */
    private static final Set<String> HELD_STATES = Set.of("55P03", "57014", "HYT00");

    /** MariaDB's and MySQL's innodb_lock_wait_timeout, for which they have no state of their own either. */
    private static final Set<Integer> HELD_CODES = Set.of(1205);

    private static final String UNSPECIFIC_STATE = "HY000";

    /** SQL's classes of errors for data, for the rules of a table, and for a statement. */
    private static final Set<String> REFUSAL_CLASSES = Set.of("22", "23", "42");

    static DatabaseFailure of(Throwable failure) {
        return Causes.of(failure)
                .map(DatabaseFailure::alone)
                .sorted()
                .findFirst()
                .orElse(NONE);
    }

    /** SQL's name for it, if the database gave it one. */
    static Optional<String> state(Throwable failure) {
        return Causes.of(failure)
                .flatMap(cause ->
                        cause instanceof SQLException told ? Stream.ofNullable(told.getSQLState()) : Stream.of())
                .findFirst();
    }

    private static DatabaseFailure alone(Throwable cause) {
        if (cause instanceof SQLException told && !(cause instanceof SQLTransientConnectionException)) {
            return told.getSQLState() == null ? ofType(told, DROPPED) : ofState(told.getSQLState(), told);
        }
        return ofType(cause, NONE);
    }

    private static DatabaseFailure ofState(String state, SQLException told) {
        boolean unspecific = state.equals(UNSPECIFIC_STATE);
        if (READ_ONLY_STATES.contains(state) || (unspecific && READ_ONLY_CODES.contains(told.getErrorCode()))) {
            return READ_ONLY;
        }
        if (state.startsWith("53")) {
            return FULL;
        }
        if (state.equals(STARTS_OR_STOPS)) {
            return AWAY;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return DROPPED;
        }
        if (HELD_STATES.contains(state)
                || state.startsWith("40")
                || (unspecific && HELD_CODES.contains(told.getErrorCode()))) {
            return ROW_HELD;
        }
        return ofType(told, REFUSAL_CLASSES.stream().anyMatch(state::startsWith) ? REFUSAL : OTHER);
    }

    /** What is not told by a state. */
    private static DatabaseFailure ofType(Throwable cause, DatabaseFailure otherwise) {
        if (cause instanceof CannotCreateTransactionException
                || cause instanceof CannotGetJdbcConnectionException
                || cause instanceof SQLTransientConnectionException) {
            return AWAY;
        }
        if (cause instanceof SQLNonTransientConnectionException || cause instanceof SQLRecoverableException) {
            return DROPPED;
        }
        if (cause instanceof QueryTimeoutException
                || cause instanceof PessimisticLockingFailureException
                || cause instanceof SQLTimeoutException
                || cause instanceof SQLTransactionRollbackException) {
            return ROW_HELD;
        }
        if (cause instanceof DataIntegrityViolationException
                || cause instanceof InvalidDataAccessResourceUsageException) {
            return REFUSAL;
        }
        return cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessResourceException
                        || cause instanceof RecoverableDataAccessException
                        || cause instanceof TransactionException
                ? OTHER
                : otherwise;
    }
}
