package io.github.camundacliq.delivery;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.pacing.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides whether, when and how often a post goes to Cliq.
 *
 * <p>A delivery has three steps: {@link #decide} in a short transaction, {@link #send} without any, {@link #settle} in a
 * short transaction again. Between the first and the last the journal says <em>sending</em>; should this node die then,
 * every other can tell that the outcome is unknown.
 */
public final class Delivery {

    private final JdbcOperations database;
    private final Listeners listeners;
    private final Sender sender;
    private final Verification verification;
    private final UnknownOutcomes unknownOutcomes;
    private final Settlements settlements;
    private final Journal journal;
    private final Incidents incidents;
    private final Allowance allowance;
    private final String owner;
    private final Duration lease;
    private final Clock clock;

    /**
     * @param owner this node's name, another one after each start
     * @param totalTimeout what the client needs at most for one post
     * @param visibleAfter how long after a post it can be read back at the latest
     */
    public Delivery(
            CliqClient client,
            ReadBack readBack,
            JdbcOperations database,
            String owner,
            Duration totalTimeout,
            Duration visibleAfter,
            List<DeliveryListener> listeners,
            Clock clock) {
        this.database = database;
        this.journal = new Journal(database, clock);
        Conclusions conclusions = new Conclusions(database, clock);
        this.incidents = new Incidents(database, clock);
        this.allowance = Allowance.in(database, clock);
        this.listeners = new Listeners(listeners);
        this.sender = new Sender(client, allowance.pacing(), this.listeners, clock);
        this.verification = new Verification(readBack, JdbcClient.create(database), visibleAfter, clock);
        this.unknownOutcomes = new UnknownOutcomes(conclusions, allowance.pacing(), totalTimeout, visibleAfter, clock);
        this.settlements = new Settlements(conclusions, journal, allowance, unknownOutcomes, clock);
        this.owner = owner;
        this.lease = totalTimeout.plus(Sender.LEASE_MARGIN);
        this.clock = clock;
    }

    /**
     * Finds out whether the journal can be used.
     *
     * @throws org.springframework.jdbc.BadSqlGrammarException if it lacks a table or a column
     */
    public void checkTables() {
        Tables.check(database);
    }

    /** Makes the rows that transactions lock later. Several nodes may do so at the same time. */
    public void prepare(Connection connection) {
        allowance.prepare(connection);
    }

    public String owner() {
        return owner;
    }

    /**
     * Opens the journal to decide about posts of one connection, in the caller's transaction, which must commit before
     * anything is sent.
     */
    public Decisions decisions(List<PostRequest> requests) {
        return new Decisions(requests, unknownOutcomes, journal, allowance, owner, lease, clock);
    }

    /** What is to be done about a post now; in the caller's transaction, which must commit before anything is sent. */
    public Decision decide(PostRequest request) {
        Decisions decisions = decisions(List.of(request));
        Decision decision = decisions.about(request);
        decisions.write();
        return decision;
    }

    /** Sends it when its time has come, which is at most a moment from now; outside any transaction. */
    public Attempt send(PostRequest request, Decision.Send decided) {
        return sender.send(request, decided.lease());
    }

    /**
     * Writes down how posts of one connection ended, in the caller's transaction, and says what follows for each.
     *
     * @return nothing for one whose lease was lost: another node goes on with the post
     */
    public List<Optional<Decision>> settle(List<Attempt> attempts) {
        return settlements.settle(attempts);
    }

    /** Writes down how one post ended. */
    public Optional<Decision> settle(Attempt attempt) {
        return settle(List.of(attempt)).get(0);
    }

    /** Looks for the post in its chat, outside any transaction. */
    public Sighting look(PostRequest request, Decision.Verify verify) {
        return verification.look(request, verify);
    }

    /** Writes down what the chat showed, in the caller's transaction, and says what follows. */
    public Decision sighted(PostRequest request, Sighting sighting) {
        boolean doubtful = entry(request.key())
                .map(Entry::stored)
                .filter(StoredOutcome::doubtful)
                .isPresent();
        return unknownOutcomes.sighted(request, sighting, doubtful);
    }

    /**
     * The outcome to report where the inputs are wrong: that of an earlier attempt, if it stands, or else the refusal. Holds the
     * post's row in the caller's transaction.
     *
     * @param connection if that could be read
     */
    public Outcome refused(
            String key, OnUncertain onUncertain, Optional<Connection> connection, Outcome.Rejected refusal) {
        Optional<Entry> entry = entry(key);
        Optional<Outcome> known = entry.flatMap(earlier -> unknownOutcomes.known(earlier, onUncertain));
        if (known.isEmpty()) {
            listeners.refused(connection, refusal);
        }
        return known.orElseGet(() -> entry.filter(Entry::leavesDoubt).isPresent() ? refusal.inDoubt() : refusal);
    }

    private Optional<Entry> entry(String key) {
        return Optional.ofNullable(journal.find(List.of(key)).get(key));
    }

    /** What becomes of posts of which an incident tells. */
    public Incidents incidents() {
        return incidents;
    }
}
