package io.github.camundacliq.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/** How to try again while the database is away: soon at first, then every two seconds, for five minutes at least. */
final class Outage {

    static final int ATTEMPTS = 160;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Outage() {}

    /** Why a job is tried again, for the operator who sees it wait. */
    static String reason(Throwable failure) {
        if (isAmongCausesOf(failure, Outage::isOfHeldRow)) {
            return "Rows of this post, or of its user's limit, are held by somebody in the database; if it stays, see which"
                    + " session does so.";
        }
        return isAmongCausesOf(failure, Outage::isOfDatabase)
                ? "The database was away"
                : "An error of the plugin, " + failure.getClass().getSimpleName()
                        + ": see this node's log if it stays.";
    }

    private static boolean isAmongCausesOf(Throwable failure, Predicate<Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(kind);
    }

    private static boolean isOfHeldRow(Throwable cause) {
        return cause instanceof QueryTimeoutException || cause instanceof PessimisticLockingFailureException;
    }

    private static boolean isOfDatabase(Throwable cause) {
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
