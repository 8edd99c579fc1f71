package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Allowance;
import io.github.camundacliq.pacing.Pacing;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a user's posts go whose waiting has lost its reason, because the other side begins to count anew. */
public final class Release {

    private final JdbcClient jdbc;
    private final Pacing pacing;
    private final Clock clock;

    public Release(JdbcOperations database, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.pacing = Allowance.in(database, clock).pacing();
        this.clock = clock;
    }

    /**
     * In the caller's transaction.
     *
     * @return the jobs that wait; they are not due yet
     */
    public List<String> of(String user) {
        jdbc.sql("update CLIQ_JOURNAL set DUE_ = ?, SLOT_ = -1 where STATE_ = 'WAITING' and USER_ = ?")
                .params(clock.millis(), user)
                .update();
        pacing.forget(user);
        return jdbc.sql("select JOB_ from CLIQ_JOURNAL where STATE_ = 'WAITING' and USER_ = ?")
                .param(user)
                .query(String.class)
                .list();
    }
}
