package io.github.camundacliq.delivery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

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
     * @param places with the times when they are expected to be free, whoever comes for them
     * @param cycle after how long a place is free again for the next one
     */
    synchronized Place next(Queue queue, Stream<Place> places, long cycle) {
        Map<Integer, Long> toldBefore = told.computeIfAbsent(queue, unseen -> new HashMap<>());
        Place next = places.map(place -> place.freeFrom(toldBefore.getOrDefault(place.nr(), 0L)))
                .min(Comparator.comparing(Place::busy).thenComparing(Place::nr))
                .orElseThrow(() -> new IllegalStateException("User '" + queue.user() + "' has no places"));
        toldBefore.put(next.nr(), next.busy() + cycle);
        return next;
    }
}
