package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who found all threads busy comes again in turn, as fast as threads get free. */
class CrowdTests {

    private final ManualClock clock = new ManualClock();
    private final Crowd crowd = new Crowd(clock);

    private Duration apart() {
        Instant first = crowd.nextTurn();
        return Duration.between(first, crowd.nextTurn());
    }

    private void threadsGetFreeEvery(Duration time) {
        IntStream.range(0, 200).forEach(number -> {
            clock.pass(time);
            crowd.moves();
        });
    }

    @Test
    void comesAgainAfterFiveSecondsAtTheEarliest() {
        assertThat(crowd.nextTurn()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void keepsFiftyMillisecondsApartWhileAllThreadsHang() {
        threadsGetFreeEvery(Duration.ofMillis(2));
        clock.pass(Duration.ofSeconds(1));
        assertThat(apart()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void comesAsFastAsThreadsGetFree() {
        threadsGetFreeEvery(Duration.ofMillis(5));
        assertThat(apart()).isCloseTo(Duration.ofMillis(5), Duration.ofMillis(1));
    }

    @Test
    void comesAtMostFiveHundredTimesASecond() {
        threadsGetFreeEvery(Duration.ofNanos(1000));
        assertThat(apart()).isCloseTo(Duration.ofMillis(2), Duration.ofMillis(1));
    }
}
