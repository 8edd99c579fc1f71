package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

class UpkeepTests {

    private final ManualClock clock = new ManualClock();
    private final JdbcOperations database = TestJournal.create();
    private final Upkeep upkeep =
            new Upkeep(database, JdbcClient.create(database), "this node", "", Duration.ofDays(30), clock);

    @ParameterizedTest
    @CsvSource({
        "WAITING, -1, 1, 1, true",
        "WAITING, 1, 1, 1, false",
        "WAITING, -1, 0, 1, false",
        "WAITING, -1, 1, 2, false",
        "SENDING, -1, 1, 1, true",
        "SENDING, 1, 1, 1, false",
        "UNAVAILABLE, -1, 1, 1, false"
    })
    void workIsDueWhereAJobThatWillRunIsLate(String state, long seconds, int retries, int suspension, boolean due) {
        TestJournal.createJobs(database, "");
        TestJournal.addJob(database, "", "job", retries, suspension);
        TestJournal.addPost(
                database, "job", state, clock.instant().plusSeconds(seconds).toEpochMilli());
        assertThat(upkeep.isWorkDue()).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "UNAVAILABLE"})
    void whatWaitsIsCancelledWithItsJobHoweverLongItWasToWait(String state) {
        TestJournal.createJobs(database, "");
        TestJournal.addJob(database, "", "other", 1, 1);
        long tomorrow = clock.instant().plus(Duration.ofDays(1)).toEpochMilli();
        TestJournal.addPost(database, "job", state, tomorrow);
        TestJournal.addPost(database, "other", state, tomorrow);
        database.update("update CLIQ_JOURNAL set CREATED_ = ?", clock.millis());
        upkeep.closeAbandoned();
        assertThat(database.queryForList("select STATE_ from CLIQ_JOURNAL order by KEY_", String.class))
                .containsExactly("CANCELLED", state);
    }

    @Test
    void whatACallerWithoutAJobWasToldIsNotCancelled() {
        TestJournal.createJobs(database, "");
        TestJournal.addPost(database, Origin.withoutJob(), "UNAVAILABLE", clock.millis());
        upkeep.closeAbandoned();
        assertThat(database.queryForObject("select STATE_ from CLIQ_JOURNAL", String.class))
                .isEqualTo("UNAVAILABLE");
    }

    /** Else whoever comes after a thousand cancelled posts waits behind them, as if they were sent. */
    @Test
    void whatIsPromisedToNobodyWhoWaitsIsFree() {
        TestJournal.createJobs(database, "");
        try (StubCliq cliq = new StubCliq()) {
            TestJournal.delivery(database, "this node", clock).prepare(TestConnections.to(cliq));
        }
        long tomorrow = clock.instant().plus(Duration.ofDays(1)).toEpochMilli();
        database.update("update CLIQ_SLOT set RESERVED_ = ? where BUCKET_ = 'MESSAGES'", tomorrow);
        TestJournal.addJob(database, "", "job", 1, 1);
        TestJournal.addPost(database, "job", "WAITING", tomorrow);
        database.update("update CLIQ_JOURNAL set SLOT_ = 3, USER_ = (select min(USER_) from CLIQ_USER)");

        assertThat(upkeep.vacancies().find()).extracting(Vacancy::key).containsExactly("job");
        assertThat(database.queryForObject("select count(*) from CLIQ_SLOT where RESERVED_ > 0", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aPostIsRememberedFromItsAnswerOnHoweverLongAgoItWasMade() {
        TestJournal.createJobs(database, "");
        TestJournal.addPost(database, "job", "ANSWERED", 0);
        database.update("update CLIQ_JOURNAL set ANSWERED_ = ?", clock.millis());
        clock.pass(Duration.ofDays(30));
        assertThat(upkeep.purge()).isZero();
        clock.pass(Duration.ofMillis(1));
        assertThat(upkeep.purge()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackHidesNoNodeThatDiesAfterwards() {
        database.update("insert into CLIQ_NODE (OWNER_, ALIVE_) values ('other', 1)");
        upkeep.nodes().beat();
        assertThat(upkeep.nodes().silent()).isEmpty();
        clock.pass(Duration.ofHours(-1));
        for (int round = 0; round < 4; round++) {
            upkeep.nodes().beat();
            assertThat(upkeep.nodes().silent()).isEmpty();
            clock.pass(Duration.ofSeconds(10));
        }
        upkeep.nodes().beat();
        assertThat(upkeep.nodes().silent()).containsExactly(new SilentNode("other", false));
    }
}
