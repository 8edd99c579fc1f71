package io.github.camundacliq.pacing;

import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the journal still knows of requests where the rows that count them are missing. It is read as a whole for this, which
 * happens once.
 */
final class Traces {

    private final JdbcClient jdbc;

    Traces(JdbcOperations database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** When a request of the user's may have reached Cliq last, in milliseconds since 1970. */
    long latest(String user) {
        return jdbc.sql("select coalesce(max(case when STATE_ = 'SENDING' then DEADLINE_ else ANSWERED_ end), 0)"
                        + " from CLIQ_JOURNAL where USER_ = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    /** Calls of posts that left since then at the latest, those in flight included: too many rather than too few. */
    int calls(String connection, Instant since) {
        return jdbc.sql("select coalesce(sum(CALLS_ + case when STATE_ = 'SENDING' then 1 else 0 end), 0)"
                        + " from CLIQ_JOURNAL where CONNECTION_ = ? and SENT_ >= ?")
                .params(connection, since.toEpochMilli())
                .query(Integer.class)
                .single();
    }
}
