package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTests {

    private final Timers timers = new Timers();

    @AfterEach
    void stop() {
        timers.close();
    }

    @Test
    void whatFailsIsDoneAgain() {
        AtomicInteger attempts = new AtomicInteger();
        timers.every(Duration.ofMillis(1), "failing", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("Not yet");
            }
        });
        await().until(() -> attempts.get() > 3);
    }

    /** An interrupted thread that writes would close an H2 in a file for all. */
    @Test
    void aStopLetsWhatIsUnderWayEndAndForgetsWhatIsToCome() {
        CountDownLatch stopped = new CountDownLatch(1);
        List<String> ends = new CopyOnWriteArrayList<>();
        AtomicBoolean begun = new AtomicBoolean();
        timers.every(Duration.ofMillis(1), "round", () -> {
            begun.set(true);
            try {
                stopped.await();
                ends.add("well");
            } catch (InterruptedException interrupted) {
                ends.add("interrupted");
            }
        });
        await().untilTrue(begun);
        timers.after(Duration.ofHours(1), () -> ends.add("too late"));
        timers.close();
        stopped.countDown();
        await().until(() -> !ends.isEmpty());

        assertThat(ends).containsExactly("well");
    }
}
