package io.github.camundacliq.testing;

import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.delivery.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Journals without an engine, and nodes that deliver with them. */
public final class TestJournal {

    /** For one post, tokens included; its lease is longer. */
    public static final Duration TOTAL = Duration.ofSeconds(30);

    /** From when a post can be seen in its chat. */
    public static final Duration VISIBLE = Duration.ofSeconds(20);

    private TestJournal() {}

    /** An empty one, in a database of its own in memory. */
    public static JdbcOperations create() {
        DriverManagerDataSource memory =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        new ResourceDatabasePopulator(new ClassPathResource("io/github/camundacliq/delivery/schema-h2.sql"))
                .execute(memory);
        return new JdbcTemplate(memory);
    }

    /** The engine's table of jobs, as far as the journal asks for it. */
    public static void createJobs(JdbcOperations database, String tablePrefix) {
        database.execute("create table " + tablePrefix
                + "ACT_RU_JOB (ID_ varchar(64), RETRIES_ integer, SUSPENSION_STATE_ integer)");
    }

    public static void addJob(
            JdbcOperations database, String tablePrefix, String id, int retries, int suspensionState) {
        database.update("insert into " + tablePrefix + "ACT_RU_JOB values (?, ?, ?)", id, retries, suspensionState);
    }

    /** A post that is due, or whose lease ends, at a time. */
    public static void addPost(JdbcOperations database, String job, String state, long time) {
        database.update(
                "insert into CLIQ_JOURNAL (KEY_, STATE_, DUE_, DEADLINE_, CONNECTION_, USER_, CHAT_, KIND_, ON_UNCERTAIN_,"
                        + " CREATED_, JOB_) values (?, ?, ?, ?, 'team_a', 'user', '1', 'TEXT', 'RETRY', 0, ?)",
                job,
                state,
                time,
                time,
                job);
    }

    /** What a node of that name delivers with. */
    public static Delivery delivery(JdbcOperations database, String owner, Clock clock) {
        Transport transport = TestClient.transport(TestClient.PATIENCE);
        return new Delivery(
                TestClient.create(transport, TOTAL, clock),
                new ReadBack(transport, new AccessTokens(transport, clock), TOTAL, clock),
                database,
                owner,
                TOTAL,
                VISIBLE,
                List.of(),
                clock);
    }
}
