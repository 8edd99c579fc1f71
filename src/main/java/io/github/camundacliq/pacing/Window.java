package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Rate;
import java.time.Duration;

/**
 * A sliding window as so many slots, each free again one period after its last request was answered. A request has
 * reached Cliq by then, so no window as Cliq counts can hold more than there are slots, however slow the way is.
 *
 * <p>A large limit becomes fewer slots in a shorter period: 2,000 a minute are 500 in each quarter of it.
 *
 * @param period including a margin for clocks that differ between nodes
 */
record Window(int slots, Duration period) {

    private static final int MOST_SLOTS = 500;
    private static final long LEAST_MARGIN_MILLIS = 5;

    static Window of(Rate rate) {
        int parts = (rate.permits() - 1) / MOST_SLOTS + 1;
        long period = rate.period().toMillis() / parts;
        return new Window(
                rate.permits() / parts, Duration.ofMillis(period + Math.max(LEAST_MARGIN_MILLIS, period / 500)));
    }
}
