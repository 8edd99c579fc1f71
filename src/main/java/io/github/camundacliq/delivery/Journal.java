package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for each post, in the engine's database: what a retry finds, and what an operator reads. No message bodies. */
final class Journal {

    private static final Lease UNSENT = new Lease("", Instant.EPOCH, Instant.EPOCH, -1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Journal(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is known of the post. Holds its row: every transaction locks in the order journal, budget, user, place. */
    Optional<Entry> find(String key) {
        return jdbc.sql(
                        "select STATE_, DEADLINE_, DUE_, SLOT_, SENT_, ANSWERED_, OUTCOME_, CODE_, ANSWER_ from CLIQ_JOURNAL"
                                + " where KEY_ = ? for update")
                .param(key)
                .query((row, nr) -> entry(row))
                .optional();
    }

    void waiting(PostRequest request, Instant due, int place, String reason) {
        int updated = jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, DUE_ = ?, SLOT_ = ?, REASON_ = ? where KEY_ = ?")
                .params(State.WAITING.name(), due.toEpochMilli(), place, reason, request.key())
                .update();
        if (updated == 0) {
            insert(request, State.WAITING, UNSENT, 0, "");
            waiting(request, due, place, reason);
        }
    }

    /** The first attempt of a post that the journal does not know. */
    void sendingFirst(PostRequest request, Lease lease) {
        insert(
                request,
                State.SENDING,
                lease,
                clock.millis(),
                Fingerprint.of(request.post().message()));
    }

    void sending(PostRequest request, Lease lease) {
        jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, OWNER_ = ?, DEADLINE_ = ?, SENT_ = ?, SLOT_ = ?,"
                        + " REASON_ = null, OUTCOME_ = null, CODE_ = null, ANSWER_ = null,"
                        + " CONNECTION_ = ?, USER_ = ?, CHAT_ = ?, KIND_ = ?, FINGERPRINT_ = ? where KEY_ = ?")
                .params(
                        State.SENDING.name(),
                        lease.owner(),
                        lease.end().toEpochMilli(),
                        clock.millis(),
                        lease.slot(),
                        request.post().connection().linkName(),
                        request.post().connection().user(),
                        request.post().chat().value(),
                        request.post().message().kind(),
                        Fingerprint.of(request.post().message()),
                        request.key())
                .update();
    }

    /** Whether the lease still was the caller's: a node that was taken for dead must not write over its successor. */
    boolean settle(PostRequest request, Lease lease, Answer answer) {
        Outcome outcome = answer.reply().outcome();
        StoredOutcome stored = StoredOutcome.of(outcome);
        return jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, OUTCOME_ = ?, CODE_ = ?, ANSWER_ = ?, ANSWERED_ = ?,"
                                + " CALLS_ = CALLS_ + ? where KEY_ = ? and OWNER_ = ? and DEADLINE_ = ?")
                        .params(
                                State.after(outcome).name(),
                                stored.name(),
                                stored.code(),
                                stored.answer(),
                                answer.at().toEpochMilli(),
                                answer.reply().calls(),
                                request.key(),
                                lease.owner(),
                                lease.end().toEpochMilli())
                        .update()
                == 1;
    }

    /** What became of an attempt whose sender is gone; the caller holds the row. */
    void conclude(String key, State state, Outcome outcome) {
        close(key, state, outcome, "");
    }

    /** What the chat showed of an uncertain post; false if its outcome became known in another way meanwhile. */
    boolean sighted(String key, State state, Outcome outcome) {
        return close(key, state, outcome, " and STATE_ = 'UNCERTAIN'");
    }

    /** Ends an uncertain post by a person's decision; false if somebody or something was faster. */
    boolean resolve(String key, State state, Outcome outcome) {
        return close(key, state, outcome, " and OUTCOME_ = 'uncertain' and STATE_ in ('UNCERTAIN', 'REPORTED')");
    }

    private boolean close(String key, State state, Outcome outcome, String condition) {
        StoredOutcome stored = StoredOutcome.of(outcome);
        return jdbc.sql("update CLIQ_JOURNAL set STATE_ = ?, OUTCOME_ = ?, CODE_ = ?, ANSWER_ = ?, ANSWERED_ = ?"
                                + " where KEY_ = ?" + condition)
                        .params(state.name(), stored.name(), stored.code(), stored.answer(), clock.millis(), key)
                        .update()
                == 1;
    }

    /** An incident shows the job's outcome: the next run of the job is a new attempt. */
    void reported(String jobId) {
        jdbc.sql("update CLIQ_JOURNAL set STATE_ = ? where JOB_ = ? and OUTCOME_ in ('rejected', 'uncertain')")
                .params(State.REPORTED.name(), jobId)
                .update();
    }

    private void insert(PostRequest request, State state, Lease lease, long sent, String fingerprint) {
        Post post = request.post();
        Origin origin = request.origin();
        jdbc.sql("insert into CLIQ_JOURNAL (KEY_, STATE_, OWNER_, DEADLINE_, SENT_, SLOT_, FINGERPRINT_, CONNECTION_,"
                        + " USER_, CHAT_, KIND_, ON_UNCERTAIN_, CREATED_, JOB_, PROC_INST_, PROC_DEF_KEY_, BUSINESS_KEY_,"
                        + " ACTIVITY_, TENANT_) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        request.key(),
                        state.name(),
                        lease.owner(),
                        lease.end().toEpochMilli(),
                        sent,
                        lease.slot(),
                        fingerprint,
                        post.connection().linkName(),
                        post.connection().user(),
                        post.chat().value(),
                        post.message().kind(),
                        request.onUncertain().name(),
                        clock.millis(),
                        origin.jobId(),
                        origin.processInstanceId(),
                        origin.processDefinitionKey(),
                        origin.businessKey(),
                        origin.activityId(),
                        origin.tenantId())
                .update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String outcome = row.getString("OUTCOME_");
        return new Entry(
                State.valueOf(row.getString("STATE_")),
                Instant.ofEpochMilli(row.getLong("DEADLINE_")),
                Instant.ofEpochMilli(row.getLong("DUE_")),
                row.getInt("SLOT_"),
                Instant.ofEpochMilli(row.getLong("SENT_")),
                Instant.ofEpochMilli(row.getLong("ANSWERED_")),
                outcome == null
                        ? Optional.empty()
                        : new StoredOutcome(
                                        outcome,
                                        Optional.ofNullable(row.getString("CODE_"))
                                                .orElse(""),
                                        Optional.ofNullable(row.getString("ANSWER_"))
                                                .orElse("{}"))
                                .read());
    }
}
