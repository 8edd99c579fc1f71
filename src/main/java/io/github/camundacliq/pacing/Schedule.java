package io.github.camundacliq.pacing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The turns of some posts that count for one limit, in one transaction. A post that must wait is promised a slot at a time;
 * when it comes then, it is let through only if the slot is really free, so a late executor cannot bunch requests up.
 */
public final class Schedule {

    /** A rest this short is waited out on the posting thread, as cheap as a round trip to the database. */
    public static final Duration GRACE = Duration.ofMillis(150);

    /** What a promised slot expects its predecessor to need for its answer. */
    private static final Duration ROUND_TRIP = Duration.ofMillis(5);

    /** A job is woken this much before its slot is free; it needs about that long to reach its post. */
    private static final Duration LEAD = Duration.ofMillis(20);

    /** A promise older than one period plus this is void: its holder was prevented from coming. */
    private static final Duration LAPSED = Duration.ofSeconds(5);

    /** Nobody asks more often than this whether a slot that hangs is free after all. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Board board;
    private final Latecomers latecomers;
    private final Clock clock;

    /** A turn is now, or a moment from now, or later; it always names a slot. */
    public record Turn(boolean now, Instant at, int slot, String reason) {}

    /** The slot and time that a waiting post was promised. */
    public record Promise(Instant at, int slot) {}

    Schedule(Board board, Latecomers latecomers, Clock clock) {
        this.board = board;
        this.latecomers = latecomers;
        this.clock = clock;
    }

    /**
     * The next post's turn.
     *
     * @param comesAgain whether it can come when it is told to; else it is promised nothing, and keeps nobody waiting
     */
    public Turn next(Optional<Promise> promised, boolean comesAgain) {
        long now = clock.millis();
        if (board.lockedUntil() > now) {
            return later(board.lockedUntil(), Pacing.lockedOut(board.limit().user()), comesAgain);
        }
        if (promised.isPresent()) {
            return keep(promised.get(), now);
        }
        return board.free(now)
                .map(free -> new Turn(true, Instant.ofEpochMilli(now), free.nr(), ""))
                .orElseGet(() -> later(now, full(), comesAgain));
    }

    /** Takes the turn's slot: until an answer tells more, the request may reach Cliq as late as that. */
    public void take(Turn turn, Instant latest) {
        board.take(
                turn.slot(),
                latest.plus(board.window().period()).toEpochMilli(),
                turn.at().toEpochMilli() + cycle());
    }

    /** Before the transaction commits. */
    public void write() {
        board.write();
    }

    /**
     * A post whose time has come takes any slot, not only the promised one: else a post that is late makes all behind it late.
     * If many come too late for their slots, as after a standstill, they are told new times, one after the other.
     */
    private Turn keep(Promise promise, long now) {
        if (promise.at().toEpochMilli() > now) {
            return new Turn(false, promise.at(), promise.slot(), full());
        }
        Slot soonest = board.soonest();
        if (soonest.busy() <= now + GRACE.toMillis()) {
            return new Turn(true, Instant.ofEpochMilli(Math.max(now, soonest.busy())), soonest.nr(), "");
        }
        if (promise.at().plus(board.window().period()).plus(LAPSED).toEpochMilli() < now) {
            return later(now, full(), true);
        }
        Slot next = latecomers.next(board, promise, slot -> expected(slot, now), cycle());
        return new Turn(false, Instant.ofEpochMilli(next.busy() - LEAD.toMillis()), next.nr(), full());
    }

    private Turn later(long earliest, String reason, boolean promised) {
        Slot first = board.first();
        long at = Math.max(
                earliest,
                first.reserved() > earliest
                        ? first.reserved()
                        : expected(first, earliest).busy());
        if (promised) {
            board.promise(first, at + cycle());
        }
        return new Turn(
                false,
                Instant.ofEpochMilli(Math.max(earliest, at - LEAD.toMillis())),
                first.nr(),
                at > earliest + cycle() ? full() : reason);
    }

    /** From one post at a slot to the next, as it is promised. */
    private long cycle() {
        return board.window().period().plus(ROUND_TRIP).toMillis();
    }

    /** A slot in use is free one period from now at the earliest, long before its lease ends, which is the worst case. */
    private Slot expected(Slot slot, long now) {
        long latest = now + Math.max(board.window().period().toMillis(), ASK_AGAIN.toMillis());
        return slot.freeBy(latest);
    }

    private String full() {
        return "The limit of user '" + board.limit().user() + "' for "
                + board.limit().bucket().name().toLowerCase(Locale.ROOT) + " is used up until then";
    }
}
