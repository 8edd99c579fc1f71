package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of posts, as the journal keeps it. */
final class Conclusions {

    private static final String LEASE = " where KEY_ = ? and OWNER_ = ? and DEADLINE_ = ?";

    /** The condition on a row with the lease of an answer that it is written down already. */
    private static final String SETTLED = "STATE_ <> 'SENDING' and ANSWERED_ = ?";

    private static final String READ_BACK = "The chat was read back.";

    private final JdbcOperations database;
    private final JdbcClient jdbc;
    private final Clock clock;

    Conclusions(JdbcOperations database, Clock clock) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /**
     * Writes down what became of attempts. Returns for each whether its lease still was the caller's: a node that was taken
     * for dead must not write over its successor. An answer that knows nothing does not, however late it comes, write over
     * what became known in another way or was told to an operator. An answer may be settled again, after a commit that took
     * effect though nobody was told: its calls are counted once.
     */
    List<Boolean> settle(List<Attempt> all) {
        int[] changed = database.batchUpdate(
                "update CLIQ_JOURNAL set CALLS_ = CALLS_ + case when " + SETTLED + " then 0 else ? end, STATE_ = ?,"
                        + " OUTCOME_ = ?, CODE_ = ?, ANSWER_ = ?, ANSWERED_ = ?, REASON_ = null" + LEASE
                        + " and (STATE_ in ('SENDING', 'UNCERTAIN') or ? = 'ANSWERED'"
                        + " or (STATE_ <> 'ANSWERED' and ? <> 'UNCERTAIN'))",
                all.stream().map(Conclusions::settled).toList());
        return IntStream.of(changed).mapToObj(rows -> rows != 0).toList();
    }

    private static Object[] settled(Attempt one) {
        StoredOutcome stored = StoredOutcome.of(one.outcome());
        String state = State.after(one.outcome()).name();
        return new Object[] {
            one.at().toEpochMilli(),
            one.reply().calls(),
            state,
            stored.name(),
            stored.code(),
            stored.answer(),
            one.at().toEpochMilli(),
            one.request().key(),
            one.lease().owner(),
            one.lease().end().toEpochMilli(),
            state,
            state
        };
    }

    /** Whether that very answer is written down already. */
    boolean knows(Attempt one) {
        return jdbc.sql("select count(*) from CLIQ_JOURNAL" + LEASE + " and " + SETTLED)
                        .params(
                                one.request().key(),
                                one.lease().owner(),
                                one.lease().end().toEpochMilli(),
                                one.at().toEpochMilli())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** What became of an attempt whose sender is gone; the caller holds the row. */
    void conclude(String key, State state, Outcome outcome) {
        close(key, state, outcome, "", "");
    }

    /** What a person decided; the caller holds the row. */
    void decide(String key, State state, Outcome outcome, String reason) {
        close(key, state, outcome, reason, "");
    }

    /** What the chat showed of an uncertain post; false if its outcome became known in another way meanwhile. */
    boolean sighted(String key, State state, Outcome outcome) {
        return close(key, state, outcome, READ_BACK, " and STATE_ = 'UNCERTAIN'");
    }

    private boolean close(String key, State state, Outcome outcome, String reason, String condition) {
        StoredOutcome stored = StoredOutcome.of(outcome);
        return jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, OUTCOME_ = ?, CODE_ = ?, ANSWER_ = ?, ANSWERED_ = ?,"
                                + " REASON_ = ? where KEY_ = ?" + condition)
                        .params(
                                state.name(),
                                stored.name(),
                                stored.code(),
                                stored.answer(),
                                clock.millis(),
                                reason,
                                key)
                        .update()
                == 1;
    }
}
