package io.github.camundacliq.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Zoho's limits of a user, kept over all nodes in the database. Who must wait is promised a place at a time; who comes
 * at that time is let through only if the place is really free, so a late executor cannot bunch requests up.
 */
final class Pacing {

    /** A rest this short is waited out on the posting thread, as cheap as a round trip to the database. */
    private static final Duration GRACE = Duration.ofMillis(150);

    /** What a promised place expects its predecessor to need for its answer. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(15);

    private static final Duration MOST_JITTER = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    /** How long somebody waits at most before asking again whether a place that hangs is free after all. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** A turn is now, or a moment from now, or promised for later; it always names a place. */
    record Turn(boolean now, Instant at, int place, String reason) {}

    /** The place and time that a waiting post was promised. */
    record Promise(Instant at, int place) {}

    Pacing(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the rows of a user, outside the transactions that lock them. */
    void prepare(String user, Bucket bucket, int places) {
        if (jdbc.sql("select count(*) from CLIQ_USER where USER_ = ?")
                        .param(user)
                        .query(Integer.class)
                        .single()
                == 0) {
            jdbc.sql("insert into CLIQ_USER (USER_) values (?)").param(user).update();
        }
        List<Integer> known = jdbc.sql("select NR_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ?")
                .params(user, bucket.name())
                .query(Integer.class)
                .list();
        List<Object> missing = IntStream.range(0, places)
                .filter(nr -> !known.contains(nr))
                .boxed()
                .flatMap(nr -> Stream.<Object>of(user, bucket.name(), nr))
                .toList();
        if (!missing.isEmpty()) {
            String rows = String.join(", ", Collections.nCopies(missing.size() / 3, "(?, ?, ?)"));
            jdbc.sql("insert into CLIQ_SLOT (USER_, BUCKET_, NR_) values " + rows)
                    .params(missing)
                    .update();
        }
    }

    /** The post's turn, in the caller's transaction, which holds the user's row until it ends. */
    Turn next(Post post, Bucket bucket, Optional<Promise> promised) {
        String user = post.connection().user();
        Window window = bucket.window(post.connection());
        long lockedUntil = lock(user);
        long now = clock.millis();
        List<Place> places = places(user, bucket, window.places());
        if (lockedUntil > now) {
            return promise(post, bucket, window, places, lockedUntil, lockedOut(user));
        }
        if (promised.isPresent()) {
            return keep(promised.get(), post, bucket, window, places, now);
        }
        Optional<Place> free =
                places.stream().filter(place -> place.isFree(now)).findFirst();
        return free.isPresent()
                ? new Turn(true, Instant.ofEpochMilli(now), free.get().nr(), "")
                : promise(post, bucket, window, places, now, full(post, bucket));
    }

    /** Takes a place that is free now, if there is one; promises nothing. */
    boolean takeNow(Post post, Bucket bucket) {
        Window window = bucket.window(post.connection());
        long lockedUntil = lock(post.connection().user());
        long now = clock.millis();
        Optional<Place> free = places(post.connection().user(), bucket, window.places()).stream()
                .filter(place -> place.isFree(now))
                .findFirst();
        free.filter(place -> lockedUntil <= now)
                .ifPresent(place -> take(
                        post, bucket, new Lease("", Instant.ofEpochMilli(now), Instant.ofEpochMilli(now), place.nr())));
        return free.isPresent() && lockedUntil <= now;
    }

    /** Takes the place: until an answer tells more, the request may reach Cliq as late as the lease's end. */
    void take(Post post, Bucket bucket, Lease lease) {
        long period = bucket.window(post.connection()).period().toMillis();
        jdbc.sql("update CLIQ_SLOT set BUSY_ = ?, RESERVED_ = greatest(RESERVED_, ?)"
                        + " where USER_ = ? and BUCKET_ = ? and NR_ = ?")
                .params(
                        lease.end().toEpochMilli() + period,
                        lease.notBefore().toEpochMilli() + period + ROUND_TRIP.toMillis(),
                        post.connection().user(),
                        bucket.name(),
                        lease.slot())
                .update();
    }

    /** Frees the place one period after the answer, or at once if the request never left. */
    void settle(Post post, Bucket bucket, Lease lease, boolean left) {
        long free = clock.millis()
                + (left ? bucket.window(post.connection()).period().toMillis() : 0);
        jdbc.sql("update CLIQ_SLOT set BUSY_ = ? where USER_ = ? and BUCKET_ = ? and NR_ = ?")
                .params(free, post.connection().user(), bucket.name(), lease.slot())
                .update();
    }

    /** Lets nothing of this user leave for the time, plus a jitter that keeps nodes and users apart afterwards. */
    Instant lockOut(String user, Duration time) {
        long jitter = Math.min(MOST_JITTER.toMillis(), time.toMillis() / 20);
        long until =
                clock.millis() + time.toMillis() + ThreadLocalRandom.current().nextLong(jitter + 1);
        jdbc.sql("update CLIQ_USER set LOCKED_UNTIL_ = greatest(LOCKED_UNTIL_, ?) where USER_ = ?")
                .params(until, user)
                .update();
        return Instant.ofEpochMilli(until);
    }

    private Turn keep(Promise promise, Post post, Bucket bucket, Window window, List<Place> places, long now) {
        if (promise.at().toEpochMilli() > now) {
            return new Turn(false, promise.at(), promise.place(), full(post, bucket));
        }
        Place own = places.get(Math.min(promise.place(), places.size() - 1));
        if (own.busy() <= now + GRACE.toMillis()) {
            return new Turn(true, Instant.ofEpochMilli(Math.max(now, own.busy())), own.nr(), "");
        }
        Optional<Place> other =
                places.stream().filter(place -> place.isFree(now)).findFirst();
        return other.isPresent()
                ? new Turn(true, Instant.ofEpochMilli(now), other.get().nr(), "")
                : new Turn(false, Instant.ofEpochMilli(expected(own, window, now)), own.nr(), full(post, bucket));
    }

    private Turn promise(Post post, Bucket bucket, Window window, List<Place> places, long earliest, String reason) {
        Place first = places.stream()
                .min(Comparator.comparingLong(Place::reserved).thenComparingLong(Place::busy))
                .orElseThrow();
        long at =
                Math.max(earliest, first.reserved() > earliest ? first.reserved() : expected(first, window, earliest));
        jdbc.sql("update CLIQ_SLOT set RESERVED_ = ? where USER_ = ? and BUCKET_ = ? and NR_ = ?")
                .params(
                        at + window.period().toMillis() + ROUND_TRIP.toMillis(),
                        post.connection().user(),
                        bucket.name(),
                        first.nr())
                .update();
        return new Turn(false, Instant.ofEpochMilli(at), first.nr(), reason);
    }

    /** A place in use is expected back long before its lease ends, which is the worst case. */
    private static long expected(Place place, Window window, long now) {
        return Math.min(place.busy(), now + Math.max(window.period().toMillis(), ASK_AGAIN.toMillis()));
    }

    static String lockedOut(String user) {
        return "Cliq has locked user '" + user + "' out";
    }

    private static String full(Post post, Bucket bucket) {
        return "Cliq takes no more " + bucket.name().toLowerCase(Locale.ROOT) + " of user '"
                + post.connection().user() + "' at the moment";
    }

    private long lock(String user) {
        return jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER where USER_ = ? for update")
                .param(user)
                .query(Long.class)
                .single();
    }

    private List<Place> places(String user, Bucket bucket, int places) {
        return jdbc.sql("select NR_, RESERVED_, BUSY_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ? and NR_ < ?"
                        + " order by NR_")
                .params(user, bucket.name(), places)
                .query((row, nr) -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
