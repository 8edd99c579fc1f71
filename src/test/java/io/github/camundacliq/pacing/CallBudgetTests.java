package io.github.camundacliq.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** External calls are counted ahead, and what was counted too much is given back to the period it was taken from. */
class CallBudgetTests {

    private final ManualClock clock = new ManualClock();
    private final JdbcClient jdbc = JdbcClient.create(TestJournal.create());
    private final Connection connection = TestConnections.withExternalCalls(
            TestConnections.to("https://cliq.zoho.eu", "https://accounts.zoho.eu"), "3/1d");
    private Budget budget;

    @BeforeEach
    void prepare() {
        budget = new Budget(jdbc, clock);
        budget.prepare(connection.linkName());
    }

    private void count() {
        budget.count(connection);
    }

    @Test
    void aCallWithoutAnAnswerIsGivenBack() {
        count();
        budget.giveBack(connection, clock.instant());
        assertThat(budget.used(connection)).isZero();
    }

    @Test
    void whatWasCountedYesterdayIsNotGivenBackToday() {
        Instant yesterday = clock.instant();
        count();
        clock.pass(Duration.ofDays(1));
        count();
        budget.giveBack(connection, yesterday);
        assertThat(budget.used(connection)).isEqualTo(1);
    }

    @Test
    void aNodeWhoseClockIsBehindCountsInThePeriodThatAnotherHasBegun() {
        ManualClock ahead = new ManualClock();
        Budget others = new Budget(jdbc, ahead);
        Duration day = Duration.ofDays(1);
        Duration midnight = day.minusMillis(clock.millis() % day.toMillis());
        clock.pass(midnight.minusMillis(20));
        ahead.pass(midnight.plusMillis(20));
        others.count(connection);
        count();
        others.count(connection);
        assertThat(budget.used(connection)).isEqualTo(3);
        assertThat(budget.spentUntil(connection))
                .isEqualTo(others.spentUntil(connection))
                .isPresent();
    }

    @Test
    void itIsSpentUntilTheNextPeriod() {
        for (int call = 0; call < 3; call++) {
            assertThat(budget.spentUntil(connection)).isEmpty();
            count();
        }
        assertThat(budget.spentUntil(connection)).hasValueSatisfying(next -> {
            clock.pass(Duration.between(clock.instant(), next).minusMillis(1));
            assertThat(budget.spentUntil(connection)).contains(next);
            clock.pass(Duration.ofMillis(1));
            assertThat(budget.spentUntil(connection)).isEmpty();
        });
    }
}
