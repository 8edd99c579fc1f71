package io.github.camundacliq.pacing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Posts that came when they were told to and found no place free. With a long limit that happens to all of them in the
 * end, because every post before them took a little longer than was promised. Each is told a new time of its own: if all
 * came again for the next free place, all but one would come in vain. Where Cliq is slow, a place becomes free long after
 * it was promised for, and would stay empty until the next post comes for it; there the one that came too early has it.
 *
 * <p>Only this node's; another one may tell its own the same times.
 */
final class Latecomers {

    /** A place that is free again so long before the next one comes for it is worth coming for. */
    private static final long WORTHWHILE_MILLIS = 1000;

    /** From when nobody was told to come for the place, by its number. */
    private final Map<LimitKey, Map<Integer, Long>> told = new HashMap<>();

    /**
     * The place that a latecomer is told to come for, free from when it is for this one.
     *
     * @param promise what it came for in vain
     * @param expected a place with the time when it is expected to be free, whoever comes for it
     * @param cycle after how many milliseconds a place is free again for the next one
     */
    synchronized Place next(Board board, Schedule.Promise promise, UnaryOperator<Place> expected, long cycle) {
        Map<Integer, Long> toldBefore = told.computeIfAbsent(board.limit(), unseen -> new HashMap<>());
        long following = promise.at().toEpochMilli() + cycle;
        Place next = board.soonest(place -> {
            Place free = expected.apply(place);
            return place.nr() == promise.place() && free.busy() + WORTHWHILE_MILLIS < following
                    ? free
                    : free.freeFrom(toldBefore.getOrDefault(place.nr(), 0L));
        });
        toldBefore.merge(next.nr(), next.busy() + cycle, Math::max);
        return next;
    }
}
