package io.github.camundacliq.autoconfigure;

import java.time.Duration;

/** A period that has to last. */
final class PositivePeriod {

    /** A number without a unit is one of milliseconds, and was hardly meant so. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofDays(3660);

    private PositivePeriod() {}

    /** @throws InvalidCliqPropertyException if it is less than a tenth of a second, or more than ten years */
    static void require(String property, Duration period, String example) {
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new InvalidCliqPropertyException(
                    property,
                    "is " + period,
                    "Give a period from 100ms to ten years, with its unit, such as " + example + ".");
        }
    }
}
