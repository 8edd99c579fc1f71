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
 * The slots of one limit as one transaction sees and changes them for some posts. It holds the user's row, reads of each
 * kind of slot as many as there are posts, and writes all changes at once.
 */
final class Board {

    /** Which slots were read. */
    private enum Kind {
        FREE,
        FIRST,
        SOONEST,
        ALL
    }

    private static final Comparator<Slot> BY_TIME =
            Comparator.comparing(Slot::busy).thenComparing(Slot::nr);

    private final Slots slots;
    private final LimitKey limit;
    private final Window window;
    private final int posts;
    private final long lockedUntil;
    private final Map<Integer, Slot> known = new HashMap<>();
    private final Set<Kind> read = EnumSet.noneOf(Kind.class);
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> promised = new HashSet<>();

    private Board(Slots slots, LimitKey limit, Window window, int posts, long lockedUntil) {
        this.slots = slots;
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
    static Board open(Slots slots, LimitKey limit, Window window, int posts) {
        return new Board(slots, limit, window, posts, slots.lock(limit.user()));
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

    /** A slot that is neither busy nor promised. */
    Optional<Slot> free(long now) {
        return known(Kind.FREE, () -> slots.free(limit, window.slots(), now, posts))
                .filter(slot -> slot.reserved() <= now && slot.busy() <= now)
                .min(Comparator.comparing(Slot::nr));
    }

    /** The slot that can be promised for the earliest time. */
    Slot first() {
        return least(
                known(Kind.FIRST, () -> slots.first(limit, window.slots(), posts)),
                Comparator.comparing(Slot::reserved).thenComparing(Slot::busy));
    }

    /** The slot that is free for the earliest time, whoever it is promised to. */
    Slot soonest() {
        return least(known(Kind.SOONEST, () -> slots.soonest(limit, window.slots(), posts)), BY_TIME);
    }

    /** The same, where the time from when each is free is another one for who asks. */
    Slot soonest(UnaryOperator<Slot> other) {
        return least(
                known(Kind.ALL, () -> slots.soonest(limit, window.slots(), window.slots()))
                        .map(other),
                BY_TIME);
    }

    /** Promises a slot that this has named. */
    void promise(Slot slot, long until) {
        known.put(slot.nr(), new Slot(slot.nr(), until, slot.busy()));
        promised.add(slot.nr());
    }

    /** Takes a slot that this has named. */
    void take(int nr, long busy, long reserved) {
        Slot slot = known.getOrDefault(nr, new Slot(nr, 0, 0));
        known.put(nr, new Slot(nr, Math.max(slot.reserved(), reserved), busy));
        taken.add(nr);
    }

    void write() {
        slots.take(limit, all(taken));
        slots.promise(limit, all(promised));
    }

    private List<Slot> all(Set<Integer> numbers) {
        return numbers.stream().map(known::get).toList();
    }

    /** What was changed here is newer than what is read. */
    private Stream<Slot> known(Kind kind, Supplier<List<Slot>> reading) {
        if (read.add(kind)) {
            reading.get().forEach(slot -> known.putIfAbsent(slot.nr(), slot));
        }
        return known.values().stream();
    }

    private Slot least(Stream<Slot> some, Comparator<Slot> order) {
        return some.min(order).orElseThrow(() -> new IllegalStateException("User '" + limit.user() + "' has no slots"));
    }
}
