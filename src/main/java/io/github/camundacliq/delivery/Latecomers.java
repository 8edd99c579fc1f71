package io.github.camundacliq.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Posts that came when they were told to and found no place free. In a long queue all do in the end, because every post
 * before them took a little longer than was promised. Each is told a time of its own: if all came again for the next free
 * place, all but one would come in vain, and the longer the queue, the more.
 *
 * <p>Only this node's; another one may tell its own the same times.
 */
final class Latecomers {

    /** From when nobody was told to come for the place, by its number. */
    private final Map<Queue, Map<Integer, Long>> told = new HashMap<>();

    /**
     * The place that a latecomer is told to come for, free from when it is for this one.
     *
     * @param expected a place with the time when it is expected to be free, whoever comes for it
     * @param cycle after how many milliseconds a place is free again for the next one
     */
    synchronized Place next(Board board, UnaryOperator<Place> expected, long cycle) {
        Map<Integer, Long> toldBefore = told.computeIfAbsent(board.queue(), unseen -> new HashMap<>());
        Place next = board.soonest(place -> expected.apply(place).freeFrom(toldBefore.getOrDefault(place.nr(), 0L)));
        toldBefore.put(next.nr(), next.busy() + cycle);
        return next;
    }
}
