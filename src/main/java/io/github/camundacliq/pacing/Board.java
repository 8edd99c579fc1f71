package io.github.camundacliq.pacing;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The places of one limit as one transaction sees and changes them for some posts. It holds the user's row, reads of each
 * kind of place as many as there are posts, and writes all changes at once.
 */
final class Board {

    /** Which places were read. */
    private enum Kind {
        FREE,
        FIRST,
        SOONEST,
        ALL
    }

    private static final Comparator<Place> BY_TIME =
            Comparator.comparing(Place::busy).thenComparing(Place::nr);

    private final Places places;
    private final LimitKey limit;
    private final Window window;
    private final int posts;
    private final long lockedUntil;
    private final Map<Integer, Place> known = new HashMap<>();
    private final Set<Kind> read = EnumSet.noneOf(Kind.class);
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> promised = new HashSet<>();

    private Board(Places places, LimitKey limit, Window window, int posts, long lockedUntil) {
        this.places = places;
        this.limit = limit;
        this.window = window;
        this.posts = posts;
        this.lockedUntil = lockedUntil;
    }

    /**
     * Waits for the user's row.
     *
     * @param posts how many will ask at most
     */
    static Board open(Places places, LimitKey limit, Window window, int posts) {
        return new Board(places, limit, window, posts, places.lock(limit.user()));
    }

    LimitKey limit() {
        return limit;
    }

    Window window() {
        return window;
    }

    /** Until when Cliq has locked the user out, in milliseconds since 1970. */
    long lockedUntil() {
        return lockedUntil;
    }

    /** A place that is neither busy nor promised. */
    Optional<Place> free(long now) {
        return known(Kind.FREE, () -> places.free(limit, window.places(), now, posts))
                .filter(place -> place.reserved() <= now && place.busy() <= now)
                .min(Comparator.comparing(Place::nr));
    }

    /** The place that can be promised for the earliest time. */
    Place first() {
        return least(
                known(Kind.FIRST, () -> places.first(limit, window.places(), posts)),
                Comparator.comparing(Place::reserved).thenComparing(Place::busy));
    }

    /** The place that is free for the earliest time, whoever it is promised to. */
    Place soonest() {
        return least(known(Kind.SOONEST, () -> places.soonest(limit, window.places(), posts)), BY_TIME);
    }

    /** The same, where the time from when each is free is another one for who asks. */
    Place soonest(UnaryOperator<Place> other) {
        return least(
                known(Kind.ALL, () -> places.soonest(limit, window.places(), window.places()))
                        .map(other),
                BY_TIME);
    }

    /** Promises a place that this has named. */
    void promise(Place place, long until) {
        known.put(place.nr(), new Place(place.nr(), until, place.busy()));
        promised.add(place.nr());
    }

    /** Takes a place that this has named. */
    void take(int nr, long busy, long reserved) {
        Place place = known.getOrDefault(nr, new Place(nr, 0, 0));
        known.put(nr, new Place(nr, Math.max(place.reserved(), reserved), busy));
        taken.add(nr);
    }

    void write() {
        places.take(limit, all(taken));
        places.promise(limit, all(promised));
    }

    private List<Place> all(Set<Integer> numbers) {
        return numbers.stream().map(known::get).toList();
    }

    /** What was changed here is newer than what is read. */
    private Stream<Place> known(Kind kind, Supplier<List<Place>> reading) {
        if (read.add(kind)) {
            reading.get().forEach(place -> known.putIfAbsent(place.nr(), place));
        }
        return known.values().stream();
    }

    private Place least(Stream<Place> some, Comparator<Place> order) {
        return some.min(order)
                .orElseThrow(() -> new IllegalStateException("User '" + limit.user() + "' has no places"));
    }
}
