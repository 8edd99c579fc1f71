package io.github.camundacliq.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.connection.Rate;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 500, 501, 2000, Integer.MAX_VALUE})
    void holdsAtMostAsManyAsAreAllowedInAPeriod(int permits) {
        Duration minute = Duration.ofMinutes(1);
        Window window = Window.of(new Rate(permits, minute));
        assertThat(window.slots()).isBetween(1, 500);
        assertThat(window.period()).isPositive();
        double parts = (double) minute.toMillis() / window.period().toMillis();
        assertThat(window.slots() * parts).isLessThanOrEqualTo(permits);
    }
}
