package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;

/** Zoho's limits of a user, and its lock-outs, kept over all nodes in the database. */
public final class Pacing {

    private static final Logger LOG = LoggerFactory.getLogger(Pacing.class);

    private static final Duration MOST_JITTER = Duration.ofSeconds(5);

    private final Users users;
    private final Slots slots;
    private final Latecomers latecomers = new Latecomers();
    private final Clock clock;

    Pacing(JdbcOperations database, Clock clock) {
        this.users = new Users(database);
        this.slots = new Slots(database);
        this.clock = clock;
    }

    /** Makes the rows of a user, outside the transactions that lock them. */
    void prepare(Connection connection) {
        users.prepare(connection.user());
        for (Bucket bucket : Bucket.values()) {
            slots.prepare(
                    new LimitKey(connection.user(), bucket),
                    bucket.window(connection).slots(),
                    clock.millis());
        }
    }

    /**
     * For so many posts at most, in the caller's transaction, which holds the user's row until it ends.
     *
     * @param within how long after its turn a post reaches Cliq at the latest
     */
    public Schedule schedule(Connection connection, Bucket bucket, int posts, Duration within) {
        return new Schedule(board(connection, bucket, posts, Schedule.GRACE.plus(within)), latecomers, clock);
    }

    private Board board(Connection connection, Bucket bucket, int posts, Duration within) {
        Window window = bucket.window(connection);
        long rest = within.plus(window.period()).toMillis();
        long lockedUntil = users.lock(connection.user());
        return new Board(
                slots,
                new LimitKey(connection.user(), bucket),
                window,
                posts,
                () -> clock.millis() + rest,
                lockedUntil);
    }

    /** Takes a slot that is free now, if there is one, for a request that reaches Cliq within a time. */
    public boolean takeNow(Connection connection, Bucket bucket, Duration within) {
        Board board = board(connection, bucket, 1, within);
        long now = clock.millis();
        Optional<Slot> free = board.lockedUntil() > now ? Optional.empty() : board.free(now);
        free.ifPresent(slot -> {
            long until = now + within.plus(board.window().period()).toMillis();
            board.take(slot.nr(), until, until);
            board.write();
        });
        return free.isPresent();
    }

    /** Frees the slots one period after the answer, or at once if the request never left; unless others have them by now. */
    public void settle(List<TakenSlot> all) {
        slots.settle(all.stream().map(TakenSlot::settled).toList());
    }

    /** Takes the user for one who has posted nothing lately, and is not locked out. */
    public void forget(String user) {
        users.forget(user);
        slots.forget(user);
    }

    /** Until when the user is locked out, if it is. */
    public Optional<Instant> lockedUntil(String user) {
        return Optional.of(users.lockedUntil(user))
                .filter(until -> until > clock.millis())
                .map(Instant::ofEpochMilli);
    }

    /** Slots for posts of users who are not locked out: whoever was to come for them need not come any more. */
    public List<PromisedSlot> freeThoughPromised() {
        return slots.freeThoughPromised(clock.millis());
    }

    /** Promises it to nobody any more, unless it was promised to another meanwhile, or taken. */
    public void takePromiseBack(PromisedSlot slot) {
        slots.takePromiseBack(slot, clock.millis());
    }

    /**
     * Lets nothing of this connection's user leave for the time that Cliq asked for, or else for the one that is configured,
     * plus a jitter that keeps nodes and users apart afterwards.
     */
    public Instant lockOut(Connection connection, Optional<Duration> retryAfter) {
        Duration time = retryAfter.orElse(connection.limits().lock());
        long jitter = Math.min(MOST_JITTER.toMillis(), time.toMillis() / 20);
        long until =
                clock.millis() + time.toMillis() + ThreadLocalRandom.current().nextLong(jitter + 1);
        if (users.lockedUntil(connection.user()) <= clock.millis()) {
            LOG.warn(
                    "Cliq locked user '{}' out: nothing leaves until {}",
                    connection.user(),
                    Instant.ofEpochMilli(until));
        }
        users.lockOut(connection.user(), until);
        return Instant.ofEpochMilli(until);
    }

    /** Why a post waits until the end of its user's lock-out. */
    public static String lockedOut(String user) {
        return "Cliq has locked user '" + user + "' out";
    }
}
