package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.UsageQuery;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

class WaitingPostsTests {

    private static final String PREFIX = "CAMUNDA_";

    private final ManualClock clock = new ManualClock();
    private final JdbcOperations database = TestJournal.create();
    private final WaitingPosts waiting = new WaitingPosts(new UsageQuery(database, PREFIX, clock), clock);

    @BeforeEach
    void createTheEnginesTable() {
        TestJournal.createJobs(database, PREFIX);
    }

    private void add(String job, int retries, int suspensionState) {
        TestJournal.addJob(database, PREFIX, job, retries, suspensionState);
        TestJournal.addPost(database, job, "WAITING", 0);
    }

    @Test
    void areThoseOfJobsThatRunAgain() {
        add("waits", 1, 1);
        add("given up", 0, 1);
        add("suspended", 1, 2);
        TestJournal.addPost(database, "cancelled", "WAITING", 0);
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
