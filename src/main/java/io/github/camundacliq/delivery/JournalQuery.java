package io.github.camundacliq.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person asks the journal: which posts, how many, and what became of them. It changes nothing. */
public final class JournalQuery {

    private static final String COLUMNS =
            "select p.KEY_, p.STATE_, p.CHAT_, p.CONNECTION_, p.KIND_, p.ON_UNCERTAIN_, p.CREATED_, p.DUE_,"
                    + " p.REASON_, p.DEADLINE_, p.SENT_, p.CALLS_, p.OUTCOME_, p.CODE_, p.ANSWER_, p.DOUBTFUL_, p.JOB_,"
                    + " p.PROC_INST_, p.PROC_DEF_KEY_, p.BUSINESS_KEY_, p.ACTIVITY_, p.TENANT_, j.ID_ as RUNNING_JOB_, j.RETRIES_,"
                    + " j.DUEDATE_, j.SUSPENSION_STATE_, e.ID_ as RUNNING_INST_ from (select p.* from CLIQ_JOURNAL p";
    private static final String NEWEST_FIRST = " order by p.CREATED_ desc, p.KEY_ desc";

    private static final String SUMS = "select p.STATE_, p.OUTCOME_, count(*) from CLIQ_JOURNAL p";
    private static final String GROUPED = " group by p.STATE_, p.OUTCOME_";
    private static final int SUSPENDED = 2;
    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final String withEngine;
    private final String withJob;

    /**
     * A query.
     *
     * @param tablePrefix of the engine's tables, usually empty
     */
    public JournalQuery(JdbcClient jdbc, String tablePrefix) {
        this.jdbc = jdbc;
        String jobs = JobTable.of(tablePrefix).ofPost();
        this.withEngine =
                " left join " + jobs + " left join " + tablePrefix + "ACT_RU_EXECUTION e on e.ID_ = p.PROC_INST_";
        this.withJob = " join " + jobs;
    }

    /** The newest first. Only the posts of the page are looked up in the engine's tables, however far down it is. */
    public List<KnownPost> page(PostSearch search, Visibility visibility, int first, int most) {
        Conditions conditions = Conditions.of(search, visibility);
        return jdbc.sql(COLUMNS + jobOf(search) + conditions.where() + NEWEST_FIRST + " limit ? offset ?) p"
                        + withEngine + NEWEST_FIRST)
                .params(conditions.parametersAnd(most, first))
                .query((row, nr) -> post(row))
                .list();
    }

    public long count(PostSearch search, Visibility visibility) {
        Conditions conditions = Conditions.of(search, visibility);
        return jdbc.sql("select count(*) from CLIQ_JOURNAL p" + jobOf(search) + conditions.where())
                .params(conditions.parameters())
                .query(Long.class)
                .single();
    }

    public Optional<KnownPost> find(String key, Visibility visibility) {
        Conditions conditions = Conditions.of(PostSearch.ALL, visibility).add("p.KEY_ = ?", key);
        return jdbc.sql(COLUMNS + conditions.where() + ") p" + withEngine)
                .params(conditions.parameters())
                .query((row, nr) -> post(row))
                .optional();
    }

    /** How many posts came to which stage. */
    public Map<Stage, Long> sums(PostSearch search, Visibility visibility) {
        Conditions conditions = Conditions.of(search, visibility);
        Map<Stage, Long> sums = new EnumMap<>(Stage.class);
        jdbc.sql(SUMS + jobOf(search) + conditions.where() + GROUPED)
                .params(conditions.parameters())
                .query(row -> {
                    Stage stage = Stage.of(State.valueOf(row.getString(1)), text(row.getString(2)));
                    sums.merge(stage, row.getLong(3), Long::sum);
                });
        return sums;
    }

    private String jobOf(PostSearch search) {
        return search.open() ? withJob : "";
    }

    /** Which of these process instances have posted. */
    public Set<String> posting(Collection<String> instances) {
        List<String> all = new ArrayList<>(instances);
        Set<String> posting = new HashSet<>();
        for (int first = 0; first < all.size(); first += AT_A_TIME) {
            List<String> some = all.subList(first, Math.min(all.size(), first + AT_A_TIME));
            posting.addAll(jdbc.sql("select distinct PROC_INST_ from CLIQ_JOURNAL where PROC_INST_ in "
                            + Conditions.marks(some))
                    .params(some)
                    .query(String.class)
                    .list());
        }
        return posting;
    }

    private static KnownPost post(ResultSet row) throws SQLException {
        StoredOutcome outcome = StoredOutcome.in(row);
        State state = State.valueOf(row.getString("STATE_"));
        return new KnownPost(
                row.getString("KEY_"),
                Entry.version(state, Instant.ofEpochMilli(row.getLong("SENT_"))),
                Stage.of(state, outcome.name()),
                row.getString("CHAT_"),
                row.getString("CONNECTION_"),
                row.getString("KIND_"),
                isReadBack(row),
                Instant.ofEpochMilli(row.getLong("CREATED_")),
                Instant.ofEpochMilli(row.getLong("DUE_")),
                text(row.getString("REASON_")),
                Instant.ofEpochMilli(row.getLong("DEADLINE_")),
                row.getInt("CALLS_"),
                outcome.read(),
                outcome.leavesDoubt(),
                new Origin(
                        row.getString("JOB_"),
                        text(row.getString("PROC_INST_")),
                        text(row.getString("PROC_DEF_KEY_")),
                        text(row.getString("BUSINESS_KEY_")),
                        text(row.getString("ACTIVITY_")),
                        text(row.getString("TENANT_"))),
                job(row),
                row.getString("RUNNING_INST_") != null);
    }

    private static boolean isReadBack(ResultSet row) throws SQLException {
        return row.getString("STATE_").equals(State.UNCERTAIN.name())
                && row.getString("ON_UNCERTAIN_").equals(OnUncertain.VERIFY.name());
    }

    private static Optional<KnownPost.Job> job(ResultSet row) throws SQLException {
        if (row.getString("RUNNING_JOB_") == null) {
            return Optional.empty();
        }
        return Optional.of(new KnownPost.Job(
                row.getInt("RETRIES_"),
                Optional.ofNullable(row.getTimestamp("DUEDATE_")).map(Timestamp::toInstant),
                row.getInt("SUSPENSION_STATE_") == SUSPENDED));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
