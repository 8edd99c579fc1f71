package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** What follows a post runs on the engine's threads as soon as one is free, and is never left locked. */
class FollowUpsTests {

    private static final Duration LOCK = Duration.ofMinutes(2);

    private final ManualClock clock = new ManualClock();
    private final Timers timers = new Timers();
    private final AtomicInteger offers = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger unlocked = new AtomicInteger();

    @AfterEach
    void stop() {
        timers.close();
    }

    private FollowUps refusing(int times) {
        return new FollowUps(
                task -> {
                    if (offers.incrementAndGet() <= times) {
                        throw new RejectedExecutionException("All threads are busy");
                    }
                    task.run();
                },
                timers,
                clock);
    }

    private FollowUp followUp() {
        return followUp(unlocked::incrementAndGet);
    }

    private FollowUp followUp(Runnable unlock) {
        Instant now = clock.instant();
        return new FollowUp(runs::incrementAndGet, unlock, now, now.plus(LOCK));
    }

    @Test
    void runAtOnceWhereAThreadIsFree() {
        refusing(0).handBack(followUp());
        assertThat(runs).hasValue(1);
    }

    @Test
    void areOfferedUntilAThreadIsFree() {
        FollowUps followUps = refusing(7);
        followUps.handBack(followUp());
        followUps.handBack(followUp());
        await().until(() -> runs.get() == 2);
        assertThat(offers).hasValue(9);
        assertThat(unlocked).hasValue(0);
    }

    @Test
    void areUnlockedForEverybodyWhereNoThreadGetsFree() {
        FollowUps followUps = refusing(Integer.MAX_VALUE);
        followUps.handBack(followUp());
        await().until(() -> offers.get() > 2);
        assertThat(unlocked).hasValue(0);
        clock.pass(Duration.ofSeconds(2));
        await().until(() -> unlocked.get() == 1);
        assertThat(runs).hasValue(0);
        assertThat(followUps.isEmpty()).isTrue();
    }

    @Test
    void stayUntilTheyCanBeUnlocked() {
        AtomicInteger attempts = new AtomicInteger();
        Runnable unlock = () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("The database is away");
            }
        };
        FollowUps followUps = refusing(Integer.MAX_VALUE);
        followUps.handBack(followUp(unlock));
        clock.pass(Duration.ofSeconds(2));
        await().until(() -> attempts.get() == 3 && followUps.isEmpty());
        assertThat(runs).hasValue(0);
    }

    @Test
    void areUnlockedWhenTheNodeStopsAndEverAfter() {
        FollowUps followUps = refusing(Integer.MAX_VALUE);
        followUps.handBack(followUp());
        followUps.close();
        await().until(() -> unlocked.get() == 1);
        followUps.handBack(followUp());
        assertThat(unlocked).hasValue(2);
    }

    @Test
    void keepNoStopWaitingForADatabaseThatIsAway() {
        AtomicInteger attempts = new AtomicInteger();
        Runnable unlock = () -> {
            attempts.incrementAndGet();
            throw new CannotCreateTransactionException("The database is away");
        };
        FollowUps followUps = refusing(Integer.MAX_VALUE);
        timers.close();
        IntStream.range(0, 5).forEach(number -> followUps.handBack(followUp(unlock)));
        followUps.close();
        assertThat(attempts).hasValue(1);
        assertThat(followUps.isEmpty()).isTrue();
    }

    @Test
    void areLeftAloneWhenAnotherNodeMayHaveThem() {
        AtomicInteger attempts = new AtomicInteger();
        Runnable unlock = () -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("The database is away");
        };
        FollowUps followUps = refusing(Integer.MAX_VALUE);
        followUps.handBack(followUp(unlock));
        clock.pass(Duration.ofSeconds(2));
        await().until(() -> attempts.get() > 1);
        clock.pass(LOCK);
        await().until(followUps::isEmpty);
        assertThat(runs).hasValue(0);
    }

    @Test
    void areNotOfferedAgainWhenTheirLockIsOver() {
        Instant now = clock.instant();
        AtomicBoolean later = new AtomicBoolean();
        refusing(1).handBack(new FollowUp(runs::incrementAndGet, unlocked::incrementAndGet, now, now.minusMillis(1)));
        timers.after(Duration.ofMillis(10), () -> later.set(true));
        await().untilTrue(later);
        assertThat(offers).hasValue(1);
        assertThat(runs).hasValue(0);
    }
}
