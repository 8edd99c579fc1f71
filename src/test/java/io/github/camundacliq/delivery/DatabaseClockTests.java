package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.MariaDb;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.TestJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whoever's clock is wrong is told so, once, and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseClockTests {

    private static final String WARNING = "This node's clock is ";

    private final Clock clock = ((InstantSource) this::shifted).withZone(ZoneOffset.UTC);
    private Duration shift = Duration.ZERO;
    private Duration perLook = Duration.ZERO;

    @ParameterizedTest
    @CsvSource({"120, 120.0 seconds ahead of", "-120, 120.0 seconds behind"})
    void aClockThatIsWrongIsToldOnceAndWhenItIsRightAgain(long seconds, String text, CapturedOutput output) {
        DatabaseClock database = new DatabaseClock(TestJournal.create(), clock);
        database.compare();
        assertThat(output.getAll()).doesNotContain(WARNING);
        shift = Duration.ofSeconds(seconds).plusMillis(20);
        database.compare();
        database.compare();
        assertThat(output.getAll()).containsOnlyOnce(WARNING).contains(text).contains("NTP");
        shift = Duration.ZERO;
        database.compare();
        database.compare();
        assertThat(output.getAll())
                .containsOnlyOnce(WARNING)
                .containsOnlyOnce("This node's clock agrees with the database's again");
    }

    @Test
    void aClockThatBecomesWorseIsToldAgain(CapturedOutput output) {
        DatabaseClock database = new DatabaseClock(TestJournal.create(), clock);
        shift = Duration.ofSeconds(10);
        database.compare();
        shift = Duration.ofSeconds(15);
        database.compare();
        assertThat(output.getAll()).containsOnlyOnce(WARNING);
        shift = Duration.ofSeconds(30);
        database.compare();
        assertThat(output.getAll().split(WARNING)).hasSize(3);
    }

    /** Else a node far from its database, or beside a busy one, would be told that its clock is wrong. */
    @Test
    void whatTheQuestionTakesIsNoDifference(CapturedOutput output) {
        DatabaseClock database = new DatabaseClock(TestJournal.create(), clock);
        perLook = Duration.ofSeconds(30);
        database.compare();
        assertThat(output.getAll()).doesNotContain(WARNING);
    }

    @Test
    void itSaysNothingWhileTheDatabaseIsAway(CapturedOutput output) {
        DatabaseClock database =
                new DatabaseClock(new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/x")), clock);
        database.compare();
        assertThat(database.ahead()).isEmpty();
        assertThat(output.getAll()).doesNotContain(WARNING);
    }

    @Test
    void postgresTellsTheSameTimeInEveryZone() {
        try (Postgres server = new Postgres()) {
            JdbcOperations database = database(server.properties());
            for (String zone : new String[] {"Asia/Kathmandu", "America/St_Johns"}) {
                database.update("alter database postgres set timezone = '" + zone + "'");
                assertThat(difference(database)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void mariaDbTellsTheSameTimeInEveryZone(@TempDir Path directory) throws Exception {
        try (MariaDb server = MariaDb.start(directory)) {
            JdbcOperations database = database(server.properties());
            for (String zone : new String[] {"+05:45", "-03:30"}) {
                database.update("set global time_zone = '" + zone + "'");
                assertThat(difference(database)).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    private Duration difference(JdbcOperations database) {
        DatabaseClock asked = new DatabaseClock(database, clock);
        asked.compare();
        return asked.ahead().orElseThrow().abs();
    }

    private static JdbcOperations database(Map<String, Object> properties) {
        return new JdbcTemplate(new DriverManagerDataSource(
                String.valueOf(properties.get("spring.datasource.url")),
                String.valueOf(properties.get("spring.datasource.username")),
                ""));
    }

    /** This machine's time, which is the database's too, and something more. */
    private Instant shifted() {
        Instant now = Instant.now().plus(shift);
        shift = shift.plus(perLook);
        return now;
    }
}
