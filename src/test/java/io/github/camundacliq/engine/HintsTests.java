package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintsTests {

    private static final Duration IN_VAIN = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(180);

    private final List<Long> looks = new CopyOnWriteArrayList<>();
    private final Hints hints = new Hints(() -> looks.add(System.nanoTime()));

    @AfterEach
    void stop() {
        hints.close();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "PT0.0001S, PT0.01S", "PT0.001S, PT0.01S", "PT0.004S, PT0.036S", "PT30S, PT0.25S"})
    void aLookInVainIsFollowedByAPauseOfNineTimesItsLength(Duration inVain, Duration pause) {
        assertThat(Hints.pauseAfter(inVain)).isEqualTo(pause);
    }

    @Test
    void aLookThatFoundAJobIsFollowedByTheNextAtOnce() {
        hints.looked(IN_VAIN);
        hints.looked(Duration.ZERO);
        for (int asker = 0; asker < 100; asker++) {
            hints.soon();
        }

        assertThat(looks).hasSize(100);
    }

    @Test
    void manyWhoAskAfterADearLookInVainGetOneLookAfterThePause() {
        hints.looked(IN_VAIN);
        long begin = System.nanoTime();
        hints.now();
        for (int asker = 0; asker < 100; asker++) {
            hints.soon();
        }
        await().until(() -> looks.size() >= 2);

        assertThat(Duration.ofNanos(looks.get(1) - begin)).isGreaterThanOrEqualTo(PAUSE);
    }

    @Test
    void thoseWhoAskFromOutsideDoNotMultiplyTheLooksThatOthersWaitFor() {
        int asked = 20;
        hints.looked(IN_VAIN);
        long begin = System.nanoTime();
        for (int asker = 0; asker < asked; asker++) {
            hints.now();
            hints.soon();
        }
        Duration twoPauses = PAUSE.multipliedBy(2).plus(IN_VAIN);
        await().pollDelay(twoPauses).until(() -> System.nanoTime() - begin > twoPauses.toNanos());

        long pauses = Duration.ofNanos(System.nanoTime() - begin).dividedBy(PAUSE);
        assertThat((long) looks.size()).isBetween(asked + 1L, asked + 1 + pauses);
    }

    @Test
    void whoAddsAJobFromOutsideNeedNotWaitForThePause() {
        hints.looked(Duration.ofSeconds(1));
        hints.now();
        hints.now();

        assertThat(looks).hasSize(2);
    }
}
