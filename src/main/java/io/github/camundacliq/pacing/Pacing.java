package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Zoho's limits of a user, kept over all nodes in the database. Who must wait is promised a place at a time; who comes
 * at that time is let through only if the place is really free, so a late executor cannot bunch requests up.
 */
public final class Pacing {

    private static final Logger LOG = LoggerFactory.getLogger(Pacing.class);

    /** A rest this short is waited out on the posting thread, as cheap as a round trip to the database. */
    public static final Duration GRACE = Duration.ofMillis(150);

    /** What a promised place expects its predecessor to need for its answer. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(5);

    /** A job is woken this much before its place is free; it needs about that long to reach its post. */
    private static final Duration LEAD = Duration.ofMillis(20);

    private static final Duration MOST_JITTER = Duration.ofSeconds(5);

    /** A promise older than one period plus this is void: its holder was prevented from coming. */
    private static final Duration LAPSED = Duration.ofSeconds(5);

    /** Nobody asks more often than this whether a place that hangs is free after all. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Places places;
    private final Latecomers latecomers = new Latecomers();
    private final Clock clock;

    /** A turn is now, or a moment from now, or promised for later; it always names a place. */
    public record Turn(boolean now, Instant at, int place, String reason) {}

    /** The place and time that a waiting post was promised. */
    public record Promise(Instant at, int place) {}

    /** The limits of all users, kept in one database. */
    public Pacing(JdbcOperations database, Clock clock) {
        this.places = new Places(database);
        this.clock = clock;
    }

    /** Makes the rows of a user, outside the transactions that lock them. */
    void prepare(Queue queue, Window window) {
        places.prepare(queue, window.places());
    }

    /** For so many posts at most, in the caller's transaction, which holds the user's row until it ends. */
    public Board board(Connection connection, Bucket bucket, int posts) {
        return Board.open(places, new Queue(connection.user(), bucket), bucket.window(connection), posts);
    }

    /** The next post's turn. */
    public Turn next(Board board, Optional<Promise> promised) {
        long now = clock.millis();
        if (board.lockedUntil() > now) {
            return promise(board, board.lockedUntil(), lockedOut(board.queue().user()));
        }
        if (promised.isPresent()) {
            return keep(promised.get(), board, now);
        }
        return board.free(now)
                .map(free -> new Turn(true, Instant.ofEpochMilli(now), free.nr(), ""))
                .orElseGet(() -> promise(board, now, full(board.queue())));
    }

    /** Takes a place that is free now, if there is one, for a request that reaches Cliq within a time. */
    public boolean takeNow(Connection connection, Bucket bucket, Duration within) {
        Board board = board(connection, bucket, 1);
        long now = clock.millis();
        Optional<Place> free = board.lockedUntil() > now ? Optional.empty() : board.free(now);
        free.ifPresent(place -> {
            long until = now + within.plus(board.window().period()).toMillis();
            board.take(place.nr(), until, until);
            board.write();
        });
        return free.isPresent();
    }

    /** Takes the turn's place: until an answer tells more, the request may reach Cliq as late as that. */
    public void take(Board board, Turn turn, Instant latest) {
        Duration period = board.window().period();
        board.take(turn.place(), latest.plus(period).toEpochMilli(), turn.at().toEpochMilli() + cycle(board.window()));
    }

    /** Frees the places one period after the answer, or at once if the request never left; unless others have them by now. */
    public void settle(List<TakenPlace> all) {
        places.settle(all.stream().map(TakenPlace::settled).toList());
    }

    /** Takes the user for one who has posted nothing lately, and is not locked out. */
    public void forget(String user) {
        places.forget(user);
    }

    /** How long the user still is locked out, if it is. */
    public Optional<Duration> lock(String user) {
        return Optional.of(Duration.ofMillis(places.lockedUntil(user) - clock.millis()))
                .filter(rest -> rest.toMillis() > 0);
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
        if (places.lockedUntil(connection.user()) <= clock.millis()) {
            LOG.warn(
                    "Cliq locked user '{}' out: nothing leaves until {}",
                    connection.user(),
                    Instant.ofEpochMilli(until));
        }
        places.lockOut(connection.user(), until);
        return Instant.ofEpochMilli(until);
    }

    /**
     * Whose time has come takes any place, not only the promised one: else a post that is late makes all behind it late.
     * If many come too late for their places, as after a standstill, they are told new times, one after the other.
     */
    private Turn keep(Promise promise, Board board, long now) {
        if (promise.at().toEpochMilli() > now) {
            return new Turn(false, promise.at(), promise.place(), full(board.queue()));
        }
        Place soonest = board.soonest();
        if (soonest.busy() <= now + GRACE.toMillis()) {
            return new Turn(true, Instant.ofEpochMilli(Math.max(now, soonest.busy())), soonest.nr(), "");
        }
        if (promise.at().plus(board.window().period()).plus(LAPSED).toEpochMilli() < now) {
            return promise(board, now, full(board.queue()));
        }
        Place next =
                latecomers.next(board, promise, place -> expected(place, board.window(), now), cycle(board.window()));
        return new Turn(false, Instant.ofEpochMilli(next.busy() - LEAD.toMillis()), next.nr(), full(board.queue()));
    }

    private Turn promise(Board board, long earliest, String reason) {
        Window window = board.window();
        Place first = board.first();
        long at = Math.max(
                earliest,
                first.reserved() > earliest
                        ? first.reserved()
                        : expected(first, window, earliest).busy());
        board.promise(first, at + cycle(window));
        return new Turn(false, Instant.ofEpochMilli(Math.max(earliest, at - LEAD.toMillis())), first.nr(), reason);
    }

    /** From one post at a place to the next, as it is promised. */
    private static long cycle(Window window) {
        return window.period().plus(ROUND_TRIP).toMillis();
    }

    /** A place in use is free one period from now at the earliest, long before its lease ends, which is the worst case. */
    private static Place expected(Place place, Window window, long now) {
        long latest = now + Math.max(window.period().toMillis(), ASK_AGAIN.toMillis());
        return place.freeBy(latest);
    }

    /** Why a post waits until the end of its user's lock-out. */
    public static String lockedOut(String user) {
        return "Cliq has locked user '" + user + "' out";
    }

    private static String full(Queue queue) {
        return "Cliq takes no more " + queue.bucket().name().toLowerCase(Locale.ROOT) + " of user '" + queue.user()
                + "' at the moment";
    }
}
