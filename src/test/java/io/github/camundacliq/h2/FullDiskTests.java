package io.github.camundacliq.h2;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** H2 closes a file that it cannot write, for good, and takes its connections for valid all the same. */
class FullDiskTests {

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void open(@TempDir Path directory) {
        FullDisk.register();
        pool.setJdbcUrl("jdbc:h2:fulldisk:" + directory.resolve("engine") + ";WRITE_DELAY=0");
        pool.setUsername("sa");
        pool.setPassword("");
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        assertThat(new H2FilePools().postProcessBeforeInitialization(pool, "dataSource"))
                .isSameAs(pool);
        update("create table NOTE (ID int primary key)");
        update("insert into NOTE values (1)");
    }

    @AfterEach
    void close() {
        FullDisk.free();
        pool.close();
    }

    private void update(String sql) {
        int unused = JdbcClient.create(pool).sql(sql).update();
    }

    private List<Integer> notes() {
        return JdbcClient.create(pool)
                .sql("select ID from NOTE order by ID")
                .query(Integer.class)
                .list();
    }

    private void cannotBeWritten() {
        assertThatThrownBy(() -> update("insert into NOTE values (2)"))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessageContaining("see to the room on its disk");
    }

    /** Whatever connections the pool has of the file that was closed, each fails once at most. */
    private void canBeWritten() {
        await().ignoreExceptions()
                .until(() -> JdbcClient.create(pool)
                                .sql("insert into NOTE values (3)")
                                .update()
                        == 1);
    }

    @Test
    void whatIsInTheFileMayBeReadWhileThereIsNoRoom() {
        FullDisk.fill();
        cannotBeWritten();
        cannotBeWritten();
        await().ignoreExceptions().untilAsserted(() -> assertThat(notes()).containsExactly(1));
    }

    @Test
    void theFileIsWrittenAgainWhenThereIsRoom() {
        FullDisk.fill();
        cannotBeWritten();
        FullDisk.free();
        canBeWritten();
        await().ignoreExceptions().untilAsserted(() -> assertThat(notes()).containsExactly(1, 3));
    }

    @Test
    void aTransactionThatIsOpenFailsAndItsConnectionIsReplaced() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into NOTE values (4)");
            FullDisk.fill();
            cannotBeWritten();
            FullDisk.free();
            canBeWritten();
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(connection::commit)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("H2 has closed the file");
        }
        await().ignoreExceptions().untilAsserted(() -> assertThat(notes()).containsExactly(1, 3));
    }

    @Test
    void oneWhoIsLateWithTheFileThatWasClosedKeepsNobodyFromTheNext() throws SQLException {
        JdbcConnection late = unwrapped();
        FullDisk.fill();
        cannotBeWritten();
        FullDisk.free();
        canBeWritten();
        assertThatThrownBy(() -> late.prepareStatement("select 1").execute()).isInstanceOf(SQLException.class);
        await().ignoreExceptions().untilAsserted(this::twoAtOnceAreValid);
        await().ignoreExceptions().untilAsserted(() -> assertThat(notes()).containsExactly(1, 3));
    }

    private JdbcConnection unwrapped() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(JdbcConnection.class);
        }
    }

    private void twoAtOnceAreValid() throws SQLException {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            assertThat(List.of(first, second))
                    .allSatisfy(one -> assertThat(one.isValid(1)).isTrue());
        }
    }
}
