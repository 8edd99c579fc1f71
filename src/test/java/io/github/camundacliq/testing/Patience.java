package io.github.camundacliq.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits on a condition, long enough for a machine with other things to do. */
public final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** Most of what a thousand tests wait for takes a few milliseconds. */
    private static final Duration LOOK = Duration.ofMillis(25);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(LOOK).atMost(LONGEST);
    }
}
