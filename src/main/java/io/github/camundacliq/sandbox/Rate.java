package io.github.camundacliq.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** How many requests may be made within a sliding period, written as {@code 50/1m}. */
public record Rate(int count, Duration period) {

    /** A bare number would be one of milliseconds. */
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d*");

    public Rate {
        if (count < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("A rate needs at least one request and a positive period");
        }
    }

    /** Public so that Spring's conversion finds it when a property is bound. */
    public static Rate of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || WITHOUT_UNIT.matcher(text.substring(slash + 1).strip()).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a rate: write a number and a period, as in 50/1m");
        }
        return new Rate(
                Integer.parseInt(text.substring(0, slash).strip()),
                DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
    }
}
