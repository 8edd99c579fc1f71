package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SetbacksTests {

    private final ManualClock clock = new ManualClock();
    private final Setbacks setbacks = new Setbacks(clock);

    /** In seconds. */
    private long pause(String job) {
        Instant next = setbacks.next(job);
        Duration pause = Duration.between(clock.instant(), next);
        clock.pass(pause);
        return pause.toSeconds();
    }

    private List<Long> pauses(int failures) {
        return Stream.generate(() -> pause("job")).limit(failures).toList();
    }

    @Test
    void whoFailsAgainAndAgainComesLessAndLessOften() {
        assertThat(pauses(10)).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(pauses(100)).containsOnly(60L);
    }

    @Test
    void anotherJobBeginsByItself() {
        pauses(5);
        assertThat(pause("other")).isZero();
    }

    @Test
    void whoWasWellForAMinuteBeginsAnew() {
        pauses(5);
        clock.pass(Duration.ofMinutes(1));
        assertThat(pauses(3)).containsExactly(0L, 1L, 2L);
    }
}
