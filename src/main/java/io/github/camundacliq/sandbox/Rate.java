package io.github.camundacliq.sandbox;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** How many requests may be made within a sliding period, written as {@code 50/1m}. */
public record Rate(int count, Duration period) {

    /** Public so that Spring's conversion finds it when a property is bound. */
    public static Rate of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a rate: write a number and a period, as in 50/1m");
        }
        return new Rate(
                Integer.parseInt(text.substring(0, slash).strip()),
                DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
    }
}
