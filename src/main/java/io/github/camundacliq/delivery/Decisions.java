package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.pacing.Allowance;
import io.github.camundacliq.pacing.Bucket;
import io.github.camundacliq.pacing.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about some posts of one connection in the caller's transaction, which holds what the journal knows of them from
 * here on. What it decided is written all at once.
 */
public final class Decisions {

    /** What was decided here is newer than what was read: two runs of one job may ask at the same time. */
    private final Map<String, Entry> entries;

    private final int posts;
    private final UnknownOutcomes unknownOutcomes;
    private final Journal journal;
    private final Allowance allowance;
    private final String owner;
    private final Duration lease;
    private final Clock clock;
    private final Map<Bucket, Schedule> schedules = new EnumMap<>(Bucket.class);
    private final List<Journal.Sending> sending = new ArrayList<>();
    private final List<Journal.Waiting> waiting = new ArrayList<>();

    Decisions(
            List<PostRequest> requests,
            UnknownOutcomes unknownOutcomes,
            Journal journal,
            Allowance allowance,
            String owner,
            Duration lease,
            Clock clock) {
        this.entries = journal.find(requests.stream().map(PostRequest::key).toList());
        this.posts = requests.size();
        allowance.budget().hold(requests.get(0).post().connection());
        this.unknownOutcomes = unknownOutcomes;
        this.journal = journal;
        this.allowance = allowance;
        this.owner = owner;
        this.lease = lease;
        this.clock = clock;
    }

    /** What is to be done about one of them now. */
    public Decision about(PostRequest request) {
        Optional<Entry> entry = Optional.ofNullable(entries.get(request.key()));
        return entry.flatMap(known -> known(request, known)).orElseGet(() -> pace(request, entry));
    }

    /** Must be called before the transaction commits, and it before anything is sent. */
    public void write() {
        schedules.values().forEach(Schedule::write);
        journal.sending(sending);
        journal.waiting(waiting);
    }

    private Optional<Decision> known(PostRequest request, Entry entry) {
        return switch (entry.state()) {
            case ANSWERED ->
                entry.outcome()
                        .filter(outcome -> !isOfAnother(entry, outcome, request))
                        .map(Decision.Over::new);
            case SENDING ->
                entry.deadline().isAfter(clock.instant())
                        ? Optional.of(
                                new Decision.NotBefore(entry.deadline(), "It is being sent by another thread or node"))
                        : unknownOutcomes.decide(request, entry);
            case UNCERTAIN -> unknownOutcomes.decide(request, entry);
            case WAITING, UNAVAILABLE, REPORTED, CANCELLED -> Optional.empty();
        };
    }

    /**
     * A refusal that nobody was told of says nothing of a post that goes elsewhere now. In a job that several posts share, where
     * what comes at a place may have changed, no answer to one message says anything of another.
     */
    private static boolean isOfAnother(Entry entry, Outcome outcome, PostRequest request) {
        StoredPost earlier = entry.post();
        return request.sharesJob()
                ? !earlier.isSameAs(request.post())
                : outcome instanceof Outcome.Rejected && !earlier.hasAddressOf(request.post());
    }

    private Decision pace(PostRequest request, Optional<Entry> entry) {
        Optional<Instant> spent = allowance.budget().spentUntil(request.post().connection());
        if (spent.isPresent()) {
            String reason = "Connection '" + request.post().connection().linkName()
                    + "' has used up the external calls of its Zoho plan for this period";
            return postpone(new Journal.Waiting(request, spent.get(), -1, reason, entry.isPresent()));
        }
        Schedule schedule = schedules.computeIfAbsent(
                request.post().bucket(),
                bucket -> allowance.pacing().schedule(request.post().connection(), bucket, posts, lease));
        Schedule.Turn turn = schedule.next(
                entry.flatMap(known -> promise(known, request.post())),
                request.origin().hasJob());
        return turn.now()
                ? send(request, schedule, turn, entry)
                : postpone(new Journal.Waiting(request, turn.at(), turn.slot(), turn.reason(), entry.isPresent()));
    }

    /** Of a slot of another user, or for a message of another kind, it says nothing. */
    private static Optional<Schedule.Promise> promise(Entry entry, Post post) {
        return entry.state() == State.WAITING
                        && entry.slot() >= 0
                        && entry.post().user().equals(post.connection().user())
                        && entry.post().bucket() == post.bucket()
                ? Optional.of(new Schedule.Promise(entry.due(), entry.slot()))
                : Optional.empty();
    }

    private Decision send(PostRequest request, Schedule schedule, Schedule.Turn turn, Optional<Entry> entry) {
        Instant end = turn.at().plus(lease);
        Lease granted = new Lease(
                owner,
                turn.at(),
                end,
                turn.slot(),
                entry.flatMap(Entry::repeated),
                entry.filter(Entry::leavesDoubt).isPresent());
        schedule.take(turn, end);
        allowance.budget().count(request.post().connection());
        sending.add(new Journal.Sending(request, granted, entry.isPresent()));
        entries.put(request.key(), Entry.sending(granted, request.post()));
        return new Decision.Send(granted);
    }

    /** Without a job it cannot come again as the same post. */
    private Decision postpone(Journal.Waiting one) {
        if (one.request().origin().hasJob()) {
            waiting.add(one);
            entries.put(one.request().key(), Entry.waiting(one));
        }
        return new Decision.NotBefore(one.due(), one.reason());
    }
}
