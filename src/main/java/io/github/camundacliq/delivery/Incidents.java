package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of posts of which an incident tells: if their job runs again, an operator wants a new attempt. */
public final class Incidents {

    private final JdbcClient jdbc;
    private final Clock clock;

    Incidents(JdbcOperations database, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /** It shows the outcome of the job's post. */
    public void reported(String jobId) {
        report(jobId, "'rejected', 'uncertain'");
    }

    /** It shows another error: what is not known to be refused is still handled as the model says. */
    public void givenUp(String jobId) {
        report(jobId, "'rejected'");
    }

    private void report(String jobId, String outcomes) {
        jdbc.sql("update CLIQ_JOURNAL set STATE_ = ? where JOB_ = ? and OUTCOME_ in (" + outcomes + ")")
                .params(State.REPORTED.name(), jobId)
                .update();
    }

    /** It shows that the job's inputs were refused: its post waits no more for its turn, or for Cliq. */
    public void refused(String jobId, Outcome.Rejected refusal) {
        StoredOutcome stored = StoredOutcome.of(refusal);
        jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, OUTCOME_ = ?, CODE_ = ?, ANSWER_ = ?, ANSWERED_ = ?"
                        + " where JOB_ = ? and STATE_ in ('WAITING', 'UNAVAILABLE')")
                .params(State.REPORTED.name(), stored.name(), stored.code(), stored.answer(), clock.millis(), jobId)
                .update();
    }
}
