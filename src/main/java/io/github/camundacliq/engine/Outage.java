package io.github.camundacliq.engine;

import java.time.Duration;

/** How to try again while the database is away: soon at first, then every two seconds, for five minutes at least. */
final class Outage {

    static final int ATTEMPTS = 160;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Outage() {}

    /** Why a job is tried again, for the operator who sees it wait. */
    static String reason(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case READ_ONLY ->
                "The database takes no changes: it is read-only. See whether this node's data source leads to a standby.";
            case FULL -> "The database has no room left, on its disk, in its memory or for connections: see its log.";
            case AWAY, DROPPED -> "The database was away";
            case ROW_HELD ->
                "Rows of this post, or of its user's limit, are held by somebody in the database; if it stays, see which"
                        + " session does so.";
            case REFUSAL, OTHER -> "An error in the database, " + name(failure) + ": see this node's log if it stays.";
            case NONE -> "An error of the plugin, " + name(failure) + ": see this node's log if it stays.";
        };
    }

    private static String name(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        return DatabaseFailure.state(failure)
                .map(state -> type + " with SQL state " + state)
                .orElse(type);
    }

    /** Whether the same will succeed some time: the database is away, or busy with somebody else. */
    static boolean isOfDatabase(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case READ_ONLY, FULL, AWAY, DROPPED, ROW_HELD, OTHER -> true;
            case REFUSAL, NONE -> false;
        };
    }

    /** Whether the database cannot be worked with at all, or just ended a connection. */
    static boolean isAway(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case READ_ONLY, FULL, AWAY, DROPPED -> true;
            case ROW_HELD, REFUSAL, OTHER, NONE -> false;
        };
    }

    /** Whether all fail alike, so that nothing is to be had by trying it for each. */
    static boolean concernsAll(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case READ_ONLY, FULL, AWAY -> true;
            case DROPPED, ROW_HELD, REFUSAL, OTHER, NONE -> false;
        };
    }

    /** Whether somebody else has the rows that it is about. */
    static boolean isHeldRow(Throwable failure) {
        return DatabaseFailure.of(failure) == DatabaseFailure.ROW_HELD;
    }

    /** After so many attempts, from 1. */
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(attempts);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
