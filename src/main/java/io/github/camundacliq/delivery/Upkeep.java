package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keeps the journal true and small when nodes die, instances are cancelled and time goes by. */
public final class Upkeep {

    /** Others wait for what is done in the same round. */
    private static final int MOST_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JdbcClient patient;
    private final String owner;
    private final Nodes nodes;
    private final DatabaseClock databaseClock;
    private final Vacancies vacancies;
    private final JobTable jobs;
    private final Duration keep;
    private final Clock clock;

    /**
     * The upkeep of one node.
     *
     * @param patient for what may take long
     * @param tablePrefix of the engine's tables, usually empty
     * @param keep how long the journal remembers a post, from its answer on, whose job is gone
     */
    public Upkeep(
            JdbcOperations database, JdbcClient patient, String owner, String tablePrefix, Duration keep, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.patient = patient;
        this.owner = owner;
        this.nodes = new Nodes(jdbc, owner, clock);
        this.databaseClock = new DatabaseClock(database, clock);
        this.jobs = JobTable.of(tablePrefix);
        this.vacancies = new Vacancies(jdbc, Allowance.in(database, clock).pacing(), jobs, clock);
        this.keep = keep;
        this.clock = clock;
    }

    /** The nodes that share the journal. */
    public Nodes nodes() {
        return nodes;
    }

    /** By which this node's own clock is watched. */
    public DatabaseClock databaseClock() {
        return databaseClock;
    }

    /** Free slots, and who may move up to them. */
    public Vacancies vacancies() {
        return vacancies;
    }

    /** The jobs that a node has locked. */
    public List<String> jobsLockedBy(String owner) {
        return jdbc.sql("select ID_ from " + jobs.name() + " where LOCK_OWNER_ = ?")
                .param(owner)
                .query(String.class)
                .list();
    }

    /**
     * The jobs whose posts were to be over by now, and which still are locked by who was to make them: this node itself, or one
     * of these. A lease ends by its owner's clock. By another's it may seem to be over while its post is under way, and who
     * lets the job go then has it posted twice. So a living owner alone ends its own leases, by its own clock. Where it
     * does not, the engine gives its job to another node when the lock is over.
     *
     * <p>Until then no other node makes a post that a living one has under way, as long as the clocks of any two nodes, in
     * whichever direction, differ by less than what is left of the engine's lock when the answer comes. By default this is four
     * minutes: five, less the 30 seconds of a post and what the job waited for a thread.
     */
    public List<String> jobsWithLapsedLeases(List<SilentNode> silent) {
        List<String> owners = withSelf(silent);
        return jdbc.sql("select p.JOB_ from CLIQ_JOURNAL p join " + jobs.ofPost()
                        + " where p.STATE_ = 'SENDING' and p.DEADLINE_ < ? and j.LOCK_OWNER_ = p.OWNER_ and p.OWNER_ in "
                        + Conditions.marks(owners))
                .param(clock.millis())
                .params(owners)
                .query(String.class)
                .list();
    }

    /** Whether that still is true of the job's post; in the caller's transaction, which holds the post's row. */
    public boolean isLeaseLapsed(String jobId, List<SilentNode> silent) {
        List<String> owners = withSelf(silent);
        return !jdbc.sql("select KEY_ from CLIQ_JOURNAL where JOB_ = ? and STATE_ = 'SENDING' and DEADLINE_ < ?"
                        + " and OWNER_ in " + Conditions.marks(owners) + " for update")
                .params(jobId, clock.millis())
                .params(owners)
                .query(String.class)
                .list()
                .isEmpty();
    }

    private List<String> withSelf(List<SilentNode> silent) {
        return Stream.concat(Stream.of(owner), silent.stream().map(SilentNode::owner))
                .toList();
    }

    /**
     * Holds a job's row in the caller's transaction, if nobody else does. The engine would wait without end for one that a node
     * without power left locked.
     */
    public boolean holds(String jobId) {
        return jdbc.sql("select ID_ from " + jobs.name() + " where ID_ = ? for update skip locked")
                .param(jobId)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Whether a job should run that an idle job executor may not have seen: a lease ran out, or a wait is over. */
    public boolean isWorkDue() {
        return jdbc.sql("select count(*) from CLIQ_JOURNAL where ((STATE_ = 'SENDING' and DEADLINE_ < ?)"
                                + " or (STATE_ = 'WAITING' and DUE_ < ?)) and " + jobs.runsAgain())
                        .params(clock.millis(), clock.millis())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Closes what waits, or was being sent, for a job that is gone. One by one, by their keys: a statement that looks for them
     * and changes them holds on MySQL all rows that it looks at, and waits for each that somebody else holds. What was never to
     * have a job was not cancelled: whoever called it was told.
     */
    public void closeAbandoned() {
        closeAbandoned(
                "STATE_ = 'SENDING' and DEADLINE_ < " + clock.millis(), "STATE_ = 'UNCERTAIN', OUTCOME_ = 'uncertain'");
        closeAbandoned(
                "(STATE_ = 'WAITING' or (STATE_ = 'UNAVAILABLE' and JOB_ not like '" + Origin.NO_JOB + "%'))",
                "STATE_ = 'CANCELLED'");
    }

    private void closeAbandoned(String condition, String end) {
        List<String> keys = patient.sql("select KEY_ from CLIQ_JOURNAL where " + condition + " and " + jobs.isGone()
                        + " limit " + MOST_AT_ONCE)
                .query(String.class)
                .list();
        for (String key : keys) {
            jdbc.sql("update CLIQ_JOURNAL set " + end + " where KEY_ = ? and " + condition)
                    .param(key)
                    .update();
        }
    }

    /** Forgets what is old; returns how much that was. */
    public int purge() {
        return patient.sql("delete from CLIQ_JOURNAL where CREATED_ < ? and ANSWERED_ < ? and " + jobs.isGone())
                .params(clock.millis() - keep.toMillis(), clock.millis() - keep.toMillis())
                .update();
    }
}
