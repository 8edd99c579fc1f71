package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camundacliq.testing.MariaDb;
import io.github.camundacliq.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What real databases say where somebody holds a row, or where they take no changes. */
class DatabaseFailureTests {

    /** Without what it is to do first, which a database that takes no changes refuses already. */
    private static DriverManagerDataSource source(Map<String, Object> properties, String user) {
        String url = String.valueOf(properties.get("spring.datasource.url"));
        return new DriverManagerDataSource(url.replace("?createDatabaseIfNotExist=true", ""), user, "");
    }

    /** Of another session with this setting, while this one holds the row. */
    private static DatabaseFailure ofHeldRow(DriverManagerDataSource database, String setting) throws SQLException {
        new JdbcTemplate(database).execute("create table HELD (ID_ integer primary key)");
        new JdbcTemplate(database).execute("insert into HELD values (1)");
        try (Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("select * from HELD where ID_ = 1 for update");
            return ofSession(database, setting, "select * from HELD where ID_ = 1 for update");
        }
    }

    private static DatabaseFailure ofSession(DriverManagerDataSource database, String setting, String statement)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            session.execute(setting);
            return DatabaseFailure.of(catchThrowable(() -> session.execute(statement)));
        }
    }

    @Test
    void ofPostgreSql() throws SQLException {
        try (Postgres server = new Postgres()) {
            DriverManagerDataSource database = source(server.properties(), "postgres");
            assertThat(ofHeldRow(database, "set lock_timeout = '50ms'")).isEqualTo(DatabaseFailure.ROW_HELD);
            assertThat(ofSession(database, "set statement_timeout = '50ms'", "select pg_sleep(10)"))
                    .isEqualTo(DatabaseFailure.ROW_HELD);
            assertThat(ofSession(database, "set default_transaction_read_only = on", "insert into HELD values (2)"))
                    .isEqualTo(DatabaseFailure.READ_ONLY);
            assertThat(ofSession(database, "select 1", "select pg_terminate_backend(pg_backend_pid())"))
                    .isEqualTo(DatabaseFailure.DROPPED);
            assertThat(ofSession(database, "select 1", "select * from MISSING")).isEqualTo(DatabaseFailure.REFUSAL);
        }
    }

    @Test
    void ofMariaDb(@TempDir Path directory) throws Exception {
        try (MariaDb server = MariaDb.start(directory)) {
            DriverManagerDataSource database = source(server.properties(), "root");
            assertThat(ofHeldRow(database, "set session innodb_lock_wait_timeout = 1"))
                    .isEqualTo(DatabaseFailure.ROW_HELD);
            JdbcTemplate root = new JdbcTemplate(database);
            root.execute("create user reader@'%' identified by ''");
            root.execute("grant all on engine.* to reader@'%'");
            root.execute("set global read_only = 1");
            assertThat(ofSession(source(server.properties(), "reader"), "select 1", "insert into HELD values (2)"))
                    .isEqualTo(DatabaseFailure.READ_ONLY);
        }
    }

    @Test
    void ofH2() throws SQLException {
        DriverManagerDataSource database = new DriverManagerDataSource("jdbc:h2:mem:held;DB_CLOSE_DELAY=-1", "sa", "");
        assertThat(ofHeldRow(database, "set lock_timeout 50")).isEqualTo(DatabaseFailure.ROW_HELD);
        assertThat(ofSession(database, "shutdown immediately", "insert into HELD values (2)"))
                .isEqualTo(DatabaseFailure.AWAY);
    }
}
