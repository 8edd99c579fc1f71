package io.github.camundacliq.pacing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Posts that came when they were told to and found no slot free. With a long limit that happens to all of them in the
 * end, because every post before them took a little longer than was promised. Each is told a new time of its own: if all
 * came again for the next free slot, all but one would come in vain. Where Cliq is slow, a slot becomes free long after
 * it was promised for, and would stay empty until the next post comes for it; there the one that came too early has it.
 *
 * <p>Only this node's; another one may tell its own the same times.
 */
final class Latecomers {

    /** A slot that is free again so long before the next one comes for it is worth coming for. */
    private static final long WORTHWHILE_MILLIS = 1000;

    /** From when nobody was told to come for the slot, by its number. */
    private final Map<LimitKey, Map<Integer, Long>> told = new HashMap<>();

    /**
     * The slot that a latecomer is told to come for, free from when it is for this one.
     *
     * @param promise what it came for in vain
     * @param expected a slot with the time when it is expected to be free, whoever comes for it
     * @param cycle after how many milliseconds a slot is free again for the next one
     */
    synchronized Slot next(Board board, Schedule.Promise promise, UnaryOperator<Slot> expected, long cycle) {
        Map<Integer, Long> toldBefore = told.computeIfAbsent(board.limit(), unseen -> new HashMap<>());
        long following = promise.at().toEpochMilli() + cycle;
        Slot next = board.soonest(slot -> {
            Slot free = expected.apply(slot);
            return slot.nr() == promise.slot() && free.busy() + WORTHWHILE_MILLIS < following
                    ? free
                    : free.freeFrom(toldBefore.getOrDefault(slot.nr(), 0L));
        });
        toldBefore.merge(next.nr(), next.busy() + cycle, Math::max);
        return next;
    }
}
