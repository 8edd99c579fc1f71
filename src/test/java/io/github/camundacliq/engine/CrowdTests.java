package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who found all threads busy comes again in turn, as fast as threads get free. */
class CrowdTests {

    private final ManualClock clock = new ManualClock();
    private final Crowd crowd = new Crowd(clock);
    private final List<String> called = new ArrayList<>();

    private Duration apart() {
        Instant first = crowd.nextTurn();
        return Duration.between(first, crowd.nextTurn());
    }

    private void join(String name) {
        crowd.join(crowd.nextTurn(), () -> called.add(name));
    }

    private void callNext() {
        crowd.next().ifPresent(Runnable::run);
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
    void keepsATenthOfASecondApartWhileAllThreadsHang() {
        threadsGetFreeEvery(Duration.ofMillis(2));
        clock.pass(Duration.ofSeconds(1));
        assertThat(apart()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void comesAsFastAsThreadsGetFree() {
        threadsGetFreeEvery(Duration.ofMillis(5));
        assertThat(apart()).isCloseTo(Duration.ofMillis(5), Duration.ofMillis(1));
    }

    @Test
    void isCalledInTheOrderInWhichItCame() {
        join("first");
        join("second");
        callNext();
        callNext();
        callNext();
        assertThat(called).containsExactly("first", "second");
    }

    @Test
    void beginsAnewWhenNobodyWaitsAnyMore() {
        for (int number = 0; number < 100; number++) {
            join("job " + number);
        }
        while (crowd.next().isPresent()) {
            clock.pass(Duration.ofMillis(1));
        }
        assertThat(crowd.nextTurn()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void isNotCalledWhoseTurnHasCome() {
        join("first");
        join("second");
        clock.pass(Duration.ofMillis(5050));
        callNext();
        assertThat(called).containsExactly("second");
    }

    @Test
    void comesAtMostFiveHundredTimesASecond() {
        threadsGetFreeEvery(Duration.ofNanos(1000));
        assertThat(apart()).isCloseTo(Duration.ofMillis(2), Duration.ofMillis(1));
    }
}
