package io.github.camundacliq.autoconfigure;

import java.time.Duration;

/** A period that has to last. */
final class PositivePeriod {

    private PositivePeriod() {}

    /** @throws InvalidCliqPropertyException if it is zero or negative */
    static void require(String property, Duration period, String example) {
        if (period.isNegative() || period.isZero()) {
            throw refused(property, period, example);
        }
    }

    static InvalidCliqPropertyException refused(String property, Duration period, String example) {
        return new InvalidCliqPropertyException(
                property, "is " + period, "Give a positive period, such as " + example + ".");
    }
}
