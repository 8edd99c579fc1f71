package io.github.camundacliq.pacing;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The slots of one limit as one transaction sees and changes them for some posts. It reads of each kind of slot as many as
 * there are posts, and writes all changes at once.
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
    private final LongSupplier certainlyOver;
    private final long lockedUntil;
    private final Map<Integer, Slot> known = new HashMap<>();
    private final Set<Kind> read = EnumSet.noneOf(Kind.class);
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> promised = new HashSet<>();

    /**
     * The board of a limit whose user's row the caller holds.
     *
     * @param posts how many will ask at most
     * @param certainlyOver from when nothing counts any more of what has left, or is decided, by now
     * @param lockedUntil until when Cliq has locked the user out
     */
    Board(Slots slots, LimitKey limit, Window window, int posts, LongSupplier certainlyOver, long lockedUntil) {
        this.slots = slots;
        this.limit = limit;
        this.window = window;
        this.posts = posts;
        this.certainlyOver = certainlyOver;
        this.lockedUntil = lockedUntil;
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

    /** A slot that is neither busy nor promised. Where none is, there are others, for later. */
    Optional<Slot> free(long now) {
        Optional<Slot> free = known(Kind.FREE, () -> slots.free(limit, window.slots(), now, posts))
                .filter(slot -> slot.reserved() <= now && slot.busy() <= now)
                .min(Comparator.comparing(Slot::nr));
        if (free.isEmpty()) {
            Slot unused = first();
        }
        return free;
    }

    /** The slot that can be promised for the earliest time. */
    Slot first() {
        return least(
                Kind.FIRST,
                () -> slots.first(limit, window.slots(), posts),
                UnaryOperator.identity(),
                Comparator.comparing(Slot::reserved).thenComparing(Slot::busy));
    }

    /** The slot that is free for the earliest time, whoever it is promised to. */
    Slot soonest() {
        return least(
                Kind.SOONEST, () -> slots.soonest(limit, window.slots(), posts), UnaryOperator.identity(), BY_TIME);
    }

    /** The same, where the time from when each is free is another one for who asks. */
    Slot soonest(UnaryOperator<Slot> other) {
        return least(Kind.ALL, () -> slots.soonest(limit, window.slots(), window.slots()), other, BY_TIME);
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

    /** Where there are none, somebody deleted them while nodes were running. */
    private Slot least(Kind kind, Supplier<List<Slot>> reading, UnaryOperator<Slot> view, Comparator<Slot> order) {
        if (known(kind, reading).findAny().isEmpty()) {
            slots.renew(limit, window.slots(), certainlyOver.getAsLong());
            read.clear();
        }
        return known(kind, reading)
                .map(view)
                .min(order)
                .orElseThrow(() -> new IllegalStateException("User '" + limit.user() + "' has no slots"));
    }
}
