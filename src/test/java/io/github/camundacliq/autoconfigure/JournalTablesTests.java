package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Only tables that are missing are called so. On PostgreSQL, which has the same kind of answer for other troubles, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JournalTablesTests {

    private final Postgres postgres = new Postgres();
    private final String url =
            String.valueOf(postgres.properties().get("spring.datasource.url")).replaceFirst("\\?.*", "");

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    @Order(1)
    void thatAreMissingAreToldWithTheScript() {
        as("postgres", "never").run(context -> {
            FailureAnalysis analysis = Starts.analysis(context);
            assertThat(analysis.getDescription()).contains("tables are missing or out of date");
            assertThat(analysis.getAction()).contains("'always'", "schema-postgresql.sql");
        });
    }

    @Test
    @Order(2)
    void thatOneHasNoRightToAreNotMissing() throws SQLException {
        as("postgres", "always").run(context -> assertThat(context).hasNotFailed());
        execute("create role guest login");
        as("guest", "never").run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("permission denied")
                .hasStackTraceContaining("CLIQ_JOURNAL")
                .rootCause()
                .isNotInstanceOf(InvalidCliqPropertyException.class));
    }

    @Test
    @Order(3)
    void thatLackAColumnAreOutOfDate() throws SQLException {
        execute("alter table CLIQ_JOURNAL rename column TENANT_ to TENANT_ID_");
        as("postgres", "never")
                .run(context -> assertThat(Starts.analysis(context)).satisfies(analysis -> {
                    assertThat(analysis.getDescription()).contains("tables are missing or out of date");
                    assertThat(analysis.getAction()).contains("Neither adds a column");
                }));
    }

    private ApplicationContextRunner as(String user, String initializeSchema) {
        return Starts.runner()
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "cliq.journal.initialize-schema=" + initializeSchema);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
