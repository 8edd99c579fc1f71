package io.github.camundacliq.connection;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * A number of permits in a period, written {@code 50/1m}.
 *
 * @param permits at least 1
 */
public record Rate(int permits, Duration period) {

    private static final Duration LONGEST = Duration.ofDays(3660);

    /** A bare number would be one of milliseconds. */
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d*");

    public Rate {
        if (permits < 1 || period.isNegative() || period.isZero() || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A rate needs at least one permit and a positive period of ten years at most");
        }
    }

    /** Reads {@code <permits>/<period>}, such as {@code 50/1m}. */
    public static Rate valueOf(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || WITHOUT_UNIT.matcher(text.substring(slash + 1).strip()).matches()) {
            throw new IllegalArgumentException("A rate is written <permits>/<period>, such as 50/1m");
        }
        return new Rate(
                Integer.parseInt(text.substring(0, slash).strip()),
                DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
    }
}
