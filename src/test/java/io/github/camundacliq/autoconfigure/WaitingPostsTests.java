package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.Standings;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

class WaitingPostsTests {

    private final ManualClock clock = new ManualClock();
    private final JdbcOperations database = TestJournal.create();
    private final WaitingPosts waiting =
            new WaitingPosts(new Standings(JdbcClient.create(database), "CAMUNDA_", clock), clock);

    @BeforeEach
    void createTheEnginesTable() {
        database.execute(
                "create table CAMUNDA_ACT_RU_JOB (ID_ varchar(64), RETRIES_ integer, SUSPENSION_STATE_ integer)");
    }

    private void add(String job, int retries, int suspensionState) {
        database.update("insert into CAMUNDA_ACT_RU_JOB values (?, ?, ?)", job, retries, suspensionState);
        addWithoutJob(job);
    }

    private void addWithoutJob(String job) {
        database.update(
                "insert into CLIQ_JOURNAL (KEY_, STATE_, CONNECTION_, USER_, CHAT_, KIND_, ON_UNCERTAIN_, CREATED_,"
                        + " JOB_) values (?, 'WAITING', 'team_a', 'user', '1', 'TEXT', 'RETRY', 0, ?)",
                job,
                job);
    }

    @Test
    void areThoseOfJobsThatRunAgain() {
        add("waits", 1, 1);
        add("given up", 0, 1);
        add("suspended", 1, 2);
        addWithoutJob("cancelled");
        assertThat(waiting.count()).isEqualTo(1);
    }

    @Test
    void areCountedAgainAfterAWhile() {
        assertThat(waiting.count()).isZero();
        add("job", 6, 1);
        clock.pass(Duration.ofSeconds(14));
        assertThat(waiting.count()).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(waiting.count()).isEqualTo(1);
    }

    @Test
    void areUnknownWhileTheDatabaseIsAway() {
        database.execute("drop table CLIQ_JOURNAL");
        assertThat(waiting.count()).isNaN();
    }
}
