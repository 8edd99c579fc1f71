package io.github.camundacliq.delivery;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides whether, when and how often a post goes to Cliq.
 *
 * <p>A delivery has three steps: {@link #decide} in a short transaction, {@link #send} without any, {@link #settle} in a
 * short transaction again. Between the first and the last the journal says <em>sending</em>; should this node die then,
 * every other can tell that the outcome is unknown.
 */
public final class Delivery {

    private final Sender sender;
    private final UnknownOutcomes unknownOutcomes;
    private final Journal journal;
    private final Pacing pacing;
    private final Budget budget;
    private final Preparation preparation;
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
            JdbcClient jdbc,
            String owner,
            Duration totalTimeout,
            Duration visibleAfter,
            List<DeliveryListener> listeners,
            Clock clock) {
        this.journal = new Journal(jdbc, clock);
        this.pacing = new Pacing(jdbc, clock);
        this.sender = new Sender(client, pacing, new Listeners(listeners), clock);
        this.unknownOutcomes = new UnknownOutcomes(
                journal,
                pacing,
                new Verification(readBack, jdbc, visibleAfter, clock),
                totalTimeout,
                visibleAfter,
                clock);
        this.budget = new Budget(jdbc, clock);
        this.preparation = new Preparation(pacing, budget);
        this.owner = owner;
        this.lease = totalTimeout.plus(Sender.LEASE_MARGIN);
        this.clock = clock;
    }

    /** Makes the rows that transactions lock later. Several nodes may do so at the same time. */
    public void prepare(Connection connection) {
        preparation.prepare(connection);
    }

    public String owner() {
        return owner;
    }

    /** What is to be done now; in the caller's transaction, which must commit before anything is sent. */
    public Decision decide(PostRequest request) {
        Optional<Entry> entry = journal.find(request.key());
        Instant now = clock.instant();
        if (entry.isPresent()) {
            Optional<Decision> known = known(request, entry.get(), now);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Optional<Instant> spent = budget.spentUntil(request.post().connection());
        if (spent.isPresent()) {
            return waiting(
                    request,
                    spent.get(),
                    -1,
                    "The external calls of connection '"
                            + request.post().connection().linkName() + "' are spent for this period");
        }
        Optional<Pacing.Promise> promise = entry.filter(waiting -> waiting.state() == State.WAITING)
                .filter(waiting -> waiting.place() >= 0)
                .map(waiting -> new Pacing.Promise(waiting.due(), waiting.place()));
        Pacing.Turn turn = pacing.next(request.post(), promise);
        return turn.now()
                ? send(request, turn, entry.isPresent())
                : waiting(request, turn.at(), turn.place(), turn.reason());
    }

    /** Sends it when its time has come, which is at most a moment from now; outside any transaction. */
    public Answer send(PostRequest request, Lease held) {
        return sender.send(request, held);
    }

    /**
     * Writes down how it ended, in the caller's transaction, and says what follows.
     *
     * @return nothing if the lease was lost: another node goes on with the post
     */
    public Optional<Decision> settle(PostRequest request, Lease held, Answer answer) {
        Reply reply = answer.reply();
        Outcome outcome = reply.outcome();
        Connection connection = request.post().connection();
        boolean reachedCliq = reply.calls() > 0 || outcome instanceof Outcome.Uncertain;
        boolean holds = journal.settle(request, held, answer);
        budget.count(connection, reply.calls() - 1);
        Optional<Instant> lockedUntil = outcome instanceof Outcome.Throttled throttled
                ? Optional.of(
                        reachedCliq
                                ? pacing.lockOut(connection, throttled.retryAfter())
                                : answer.at().plus(throttled.retryAfter().orElse(Duration.ZERO)))
                : Optional.empty();
        pacing.settle(request.post(), held, answer.at(), reachedCliq);
        if (!holds) {
            return Optional.empty();
        }
        if (lockedUntil.isPresent()) {
            return Optional.of(waiting(request, lockedUntil.get(), held.slot(), Pacing.lockedOut(connection.user())));
        }
        if (outcome instanceof Outcome.Uncertain && request.onUncertain() == OnUncertain.VERIFY) {
            return Optional.of(unknownOutcomes.waitToVerify(clock.instant()));
        }
        return Optional.of(new Decision.Over(outcome));
    }

    /** Looks for the post in its chat, outside any transaction. */
    public Sighting look(PostRequest request, Decision.Verify verify) {
        return unknownOutcomes.look(request, verify);
    }

    /** Writes down what the chat showed, in the caller's transaction, and says what follows. */
    public Decision sighted(PostRequest request, Sighting sighting) {
        return unknownOutcomes.sighted(request, sighting);
    }

    /** An incident tells an operator about the job's post: if the job runs again, it is posted again. */
    public void reported(String jobId) {
        journal.reported(jobId);
    }

    private Optional<Decision> known(PostRequest request, Entry entry, Instant now) {
        return switch (entry.state()) {
            case ANSWERED -> entry.outcome().map(Decision.Over::new);
            case SENDING ->
                entry.deadline().isAfter(now)
                        ? Optional.of(
                                new Decision.NotBefore(entry.deadline(), "It is being sent by another thread or node"))
                        : unknownOutcomes.decide(request, entry);
            case UNCERTAIN -> unknownOutcomes.decide(request, entry);
            case WAITING, UNAVAILABLE, REPORTED, CANCELLED -> Optional.empty();
        };
    }

    private Decision send(PostRequest request, Pacing.Turn turn, boolean known) {
        Instant end = turn.at().plus(lease).truncatedTo(ChronoUnit.SECONDS);
        Lease granted = new Lease(owner, turn.at(), end, turn.place());
        pacing.take(request.post(), granted);
        budget.count(request.post().connection(), 1);
        if (known) {
            journal.sending(request, granted);
        } else {
            journal.sendingFirst(request, granted);
        }
        return new Decision.Send(granted);
    }

    private Decision waiting(PostRequest request, Instant due, int place, String reason) {
        journal.waiting(request, due, place, reason);
        return new Decision.NotBefore(due, reason);
    }
}
