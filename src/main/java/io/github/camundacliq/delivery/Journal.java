package io.github.camundacliq.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for each post, in the engine's database: what a retry finds, and what an operator reads. No message bodies. */
final class Journal {

    /** What an operator may have corrected since, or a migration changed. */
    private static final String WHERE_TO =
            " CONNECTION_ = ?, USER_ = ?, CHAT_ = ?, KIND_ = ?, ON_UNCERTAIN_ = ?, PROC_DEF_KEY_ = ?, ACTIVITY_ = ?"
                    + " where KEY_ = ?";

    private static final Lease UNSENT = new Lease("", Instant.EPOCH, Instant.EPOCH, -1, Optional.empty(), false);

    private final JdbcOperations database;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * A post that may be sent now.
     *
     * @param known whether the journal has a row for it already
     */
    record Sending(PostRequest request, Lease lease, boolean known) {}

    /**
     * A post that has to wait.
     *
     * @param known whether the journal has a row for it already
     */
    record Waiting(PostRequest request, Instant due, int slot, String reason, boolean known) {}

    Journal(JdbcOperations database, Clock clock) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /**
     * What is known of posts, by their keys. Holds their rows: every transaction locks in the order journal, budget, user,
     * slot, and of each of them in the order of their keys.
     */
    Map<String, Entry> find(Collection<String> keys) {
        List<String> sorted = keys.stream().sorted().toList();
        Map<String, Entry> found = new HashMap<>();
        jdbc.sql("select KEY_, STATE_, DEADLINE_, DUE_, SLOT_, SENT_, ANSWERED_, OUTCOME_, CODE_, ANSWER_, DOUBTFUL_,"
                        + " USER_, CHAT_, KIND_, FINGERPRINT_"
                        + " from CLIQ_JOURNAL where KEY_ in " + Conditions.marks(sorted) + " order by KEY_ for update")
                .params(sorted)
                .query(row -> {
                    found.put(row.getString("KEY_"), entry(row));
                });
        return found;
    }

    void waiting(List<Waiting> all) {
        insert(all.stream()
                .filter(one -> !one.known())
                .map(one -> row(
                        one.request(), State.WAITING, UNSENT, one.due().toEpochMilli(), one.slot(), 0, one.reason()))
                .toList());
        int[] unused = database.batchUpdate(
                "update CLIQ_JOURNAL set STATE_ = ?, DUE_ = ?, SLOT_ = ?, REASON_ = ?," + WHERE_TO,
                all.stream().filter(Waiting::known).map(Journal::waiting).toList());
    }

    void sending(List<Sending> all) {
        insert(all.stream()
                .filter(one -> !one.known())
                .map(one -> row(
                        one.request(),
                        State.SENDING,
                        one.lease(),
                        0,
                        one.lease().slot(),
                        clock.millis(),
                        ""))
                .toList());
        int[] unused = database.batchUpdate(
                "update CLIQ_JOURNAL set STATE_ = ?, OWNER_ = ?, DEADLINE_ = ?, SENT_ = ?, SLOT_ = ?, DOUBTFUL_ = ?,"
                        + " REASON_ = null, OUTCOME_ = null, CODE_ = null, ANSWER_ = null, FINGERPRINT_ = ?,"
                        + WHERE_TO,
                all.stream().filter(Sending::known).map(this::sending).toList());
    }

    private static Object[] waiting(Waiting one) {
        return change(one.request(), State.WAITING.name(), one.due().toEpochMilli(), one.slot(), one.reason());
    }

    private Object[] sending(Sending one) {
        return change(
                one.request(),
                State.SENDING.name(),
                one.lease().owner(),
                one.lease().end().toEpochMilli(),
                clock.millis(),
                one.lease().slot(),
                one.lease().doubtful() ? 1 : 0,
                Fingerprint.of(one.request().post().message()));
    }

    /** The parameters of a statement that changes a row: some of its own, and {@link #WHERE_TO}. */
    private static Object[] change(PostRequest request, Object... own) {
        Post post = request.post();
        Stream<Object> whereTo = Stream.of(
                post.connection().linkName(),
                post.connection().user(),
                post.chat().value(),
                post.message().kind(),
                request.onUncertain().name(),
                request.origin().processDefinitionKey(),
                request.origin().activityId(),
                request.key());
        return Stream.concat(Stream.of(own), whereTo).toArray();
    }

    private void insert(List<Object[]> rows) {
        int[] unused = database.batchUpdate(
                "insert into CLIQ_JOURNAL (KEY_, STATE_, OWNER_, DEADLINE_, DUE_, SENT_, SLOT_, REASON_, FINGERPRINT_,"
                        + " CONNECTION_, USER_, CHAT_, KIND_, ON_UNCERTAIN_, CREATED_, JOB_, PROC_INST_, PROC_DEF_KEY_,"
                        + " BUSINESS_KEY_, ACTIVITY_, TENANT_)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    private Object[] row(PostRequest request, State state, Lease lease, long due, int slot, long sent, String reason) {
        Post post = request.post();
        Origin origin = request.origin();
        return new Object[] {
            request.key(),
            state.name(),
            lease.owner(),
            lease.end().toEpochMilli(),
            due,
            sent,
            slot,
            reason,
            sent == 0 ? "" : Fingerprint.of(post.message()),
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
            origin.tenantId()
        };
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                State.valueOf(row.getString("STATE_")),
                Instant.ofEpochMilli(row.getLong("DEADLINE_")),
                Instant.ofEpochMilli(row.getLong("DUE_")),
                row.getInt("SLOT_"),
                Instant.ofEpochMilli(row.getLong("SENT_")),
                Instant.ofEpochMilli(row.getLong("ANSWERED_")),
                StoredOutcome.in(row),
                StoredPost.in(row));
    }
}
