package io.github.camundacliq.h2;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A copy of the file, made while the database is open, is what the process leaves when it is killed. */
class WholeCommitsTests {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path directory;

    WholeCommitsTests(@TempDir Path directory) {
        this.directory = directory;
    }

    /** A statement that takes as long as the test wants. H2 calls only what is public and static. */
    public static final class Slow {

        private static volatile CountDownLatch begun = new CountDownLatch(1);
        private static volatile CountDownLatch end = new CountDownLatch(1);

        private Slow() {}

        static void reset() {
            begun = new CountDownLatch(1);
            end = new CountDownLatch(1);
        }

        public static int id() throws InterruptedException {
            begun.countDown();
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
            return 1000;
        }
    }

    @BeforeEach
    void reset() {
        Slow.reset();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource h2(String name) {
        return new SimpleDriverDataSource(
                new Driver(),
                "jdbc:h2:file:" + directory.resolve(name) + ";WRITE_DELAY=0;LOCK_TIMEOUT=60000",
                "sa",
                "");
    }

    private DataSource database(Duration patience) {
        return new WholeCommits(h2("notes"), new FileWrites(patience));
    }

    private static Connection first(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        execute(connection, "create table NOTE (ID int primary key, VERSION int default 1)");
        execute(connection, "create alias SLOW for '" + Slow.class.getName() + ".id'");
        return connection;
    }

    private List<Integer> inTheFile() throws SQLException, IOException {
        Files.copy(directory.resolve("notes.mv.db"), directory.resolve("copy.mv.db"));
        try (Connection copy = h2("copy").getConnection();
                Statement statement = copy.createStatement();
                ResultSet rows = statement.executeQuery("select ID from NOTE order by ID")) {
            List<Integer> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
            return ids;
        } finally {
            Files.delete(directory.resolve("copy.mv.db"));
        }
    }

    private interface Work {

        void run() throws SQLException;
    }

    private record Other(Thread thread, FutureTask<Void> task) {

        static Other begin(Work work) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                work.run();
                return null;
            });
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
            return new Other(thread, task);
        }

        static Other begin(DataSource database, String sql) {
            return begin(() -> {
                try (Connection connection = database.getConnection()) {
                    execute(connection, sql);
                }
            });
        }

        boolean waits() {
            return switch (thread.getState()) {
                case WAITING, TIMED_WAITING -> true;
                default -> false;
            };
        }

        void awaitEnd() throws Exception {
            task.get(1, TimeUnit.MINUTES);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    private static long writes(Connection connection) throws SQLException {
        return store(connection).getCurrentVersion();
    }

    @Test
    void whatIsCommittedIsInTheFile() throws Exception {
        try (Connection connection = first(database(LONG))) {
            execute(connection, "insert into NOTE (ID) values (1)");
            assertThat(inTheFile()).containsExactly(1);
            connection.setAutoCommit(false);
            execute(connection, "insert into NOTE (ID) values (2)");
            assertThat(inTheFile()).containsExactly(1);
            connection.commit();
            assertThat(inTheFile()).containsExactly(1, 2);
            execute(connection, "insert into NOTE (ID) values (3)");
            connection.setAutoCommit(true);
            assertThat(inTheFile()).containsExactly(1, 2, 3);
            connection.setAutoCommit(false);
            execute(connection, "insert into NOTE (ID) values (4)");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(inTheFile()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void whatCommitsByItselfIsInTheFile() throws Exception {
        try (Connection connection = first(database(LONG))) {
            connection.setAutoCommit(false);
            execute(connection, "insert into NOTE (ID) values (1)");
            execute(connection, "create table OTHER (ID int)");
            assertThat(inTheFile()).containsExactly(1);
        }
    }

    @Test
    void whatRollsBackOrOnlyReadsWritesNothing() throws Exception {
        try (Connection connection = first(database(LONG))) {
            long before = writes(connection);
            connection.setAutoCommit(false);
            execute(connection, "insert into NOTE (ID) values (1)");
            connection.rollback();
            execute(connection, "select * from NOTE");
            connection.commit();
            assertThat(writes(connection)).isEqualTo(before);
        }
    }

    @Test
    void theFileIsWrittenWhenNoStatementIsUnderWayAndThenForAll() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database);
                Connection second = database.getConnection();
                Connection third = database.getConnection()) {
            List<Connection> all = List.of(connection, second, third);
            for (Connection one : all) {
                one.setAutoCommit(false);
                execute(one, "insert into NOTE (ID) values (" + all.indexOf(one) + ")");
            }
            Other slow = Other.begin(database, "insert into NOTE (ID) values (SLOW())");
            assertThat(Slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            long before = writes(connection);
            List<Other> commits =
                    all.stream().map(one -> Other.begin(one::commit)).toList();
            await().until(() -> commits.stream().allMatch(Other::waits));
            assertThat(inTheFile()).isEmpty();

            Slow.end.countDown();
            for (Other commit : commits) {
                commit.awaitEnd();
            }
            slow.awaitEnd();
            assertThat(inTheFile()).containsExactly(0, 1, 2, 1000);
            assertThat(writes(connection) - before).isBetween(1L, 2L);
        }
    }

    @Test
    void whoHasNoTransactionWaitsForOthersOnlyToWrite() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database)) {
            Other slow = Other.begin(database, "insert into NOTE (ID) values (SLOW())");
            assertThat(Slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            Other second = Other.begin(() -> execute(connection, "insert into NOTE (ID) values (2)"));
            await().until(second::waits);
            assertThat(inTheFile()).isEmpty();

            Slow.end.countDown();
            second.awaitEnd();
            slow.awaitEnd();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(inTheFile()).containsExactly(2, 1000);
        }
    }

    @Test
    void whatWasCommittedBeforeAStatementFailedIsInTheFile() throws Exception {
        try (Connection connection = first(database(LONG))) {
            connection.setAutoCommit(false);
            execute(connection, "insert into NOTE (ID) values (1)");
            assertThatThrownBy(() -> execute(connection, "create table NOTE (ID int)"))
                    .isInstanceOf(SQLException.class);
            assertThat(inTheFile()).containsExactly(1);
        }
    }

    @Test
    void aCommitOfAnInterruptedThreadIsInTheFileAndLeavesItOpen() throws Exception {
        try (Connection connection = first(database(LONG))) {
            Thread.currentThread().interrupt();
            execute(connection, "insert into NOTE (ID) values (1)");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(inTheFile()).containsExactly(1);
            execute(connection, "insert into NOTE (ID) values (2)");
        }
    }

    @Test
    void aCommitThatCannotBeWrittenFailsForAllWhoWait() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database);
                Connection second = database.getConnection()) {
            for (Connection one : List.of(connection, second)) {
                one.setAutoCommit(false);
                execute(one, "insert into NOTE (ID) values (" + (one == second ? 2 : 1) + ")");
            }
            Other slow = Other.begin(database, "insert into NOTE (ID) values (SLOW())");
            assertThat(Slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            List<Other> commits = List.of(Other.begin(connection::commit), Other.begin(second::commit));
            await().until(() -> commits.stream().allMatch(Other::waits));
            store(connection).closeImmediately();
            Slow.end.countDown();
            assertThat(Stream.concat(commits.stream(), Stream.of(slow)))
                    .allSatisfy(
                            other -> assertThatThrownBy(other::awaitEnd).cause().isInstanceOf(SQLException.class));
        }
    }

    @Test
    void aDatabaseThatIsShutDownMayBeOpenedAgain() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database)) {
            execute(connection, "insert into NOTE (ID) values (1)");
            execute(connection, "shutdown");
        }
        try (Connection connection = database.getConnection()) {
            execute(connection, "insert into NOTE (ID) values (2)");
            assertThat(inTheFile()).containsExactly(1, 2);
        }
    }

    @Test
    void aStatementThatFailsLeavesTheConnectionAsItWas() throws Exception {
        try (Connection connection = first(database(LONG))) {
            execute(connection, "insert into NOTE (ID) values (1)");
            assertThatThrownBy(() -> execute(connection, "insert into NOTE (ID) values (1)"))
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            assertThat(connection.getAutoCommit()).isTrue();
            execute(connection, "insert into NOTE (ID) values (2)");
            assertThat(inTheFile()).containsExactly(1, 2);
        }
    }

    @Test
    void whoOnlyReadsWaitsForNobodyAndNobodyForHim() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database);
                Connection reader = database.getConnection()) {
            Other slow = Other.begin(database, "select SLOW()");
            assertThat(Slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            execute(connection, "insert into NOTE (ID) values (1)");
            assertThat(inTheFile()).containsExactly(1);
            execute(reader, "select * from NOTE");
            Slow.end.countDown();
            slow.awaitEnd();
        }
    }

    @Test
    void oneThatReadsRowsToLockThemIsWaitedFor() throws Exception {
        DataSource database = database(LONG);
        try (Connection connection = first(database)) {
            execute(connection, "insert into NOTE (ID) values (1)");
            Other slow = Other.begin(database, "select ID, SLOW() from NOTE FOR\n  UPDATE");
            assertThat(Slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            Other write = Other.begin(() -> execute(connection, "insert into NOTE (ID) values (2)"));
            await().until(write::waits);
            assertThat(inTheFile()).containsExactly(1);

            Slow.end.countDown();
            write.awaitEnd();
            slow.awaitEnd();
            assertThat(inTheFile()).containsExactly(1, 2);
        }
    }

    @Test
    void aStatementThatWaitsForARowHoldsNobodyUpForLong() throws Exception {
        DataSource database = database(Duration.ofMillis(1));
        try (Connection holder = first(database);
                Connection other = database.getConnection()) {
            execute(holder, "insert into NOTE (ID) values (1), (2)");
            holder.setAutoCommit(false);
            execute(holder, "update NOTE set VERSION = 2 where ID = 1");
            Other waiting = Other.begin(database, "update NOTE set VERSION = 3 where ID = 1");
            await().until(waiting::waits);
            execute(other, "insert into NOTE (ID) values (3)");
            assertThat(inTheFile()).containsExactly(1, 2, 3);
            assertThat(waiting.task().isDone()).isFalse();
            holder.commit();
            waiting.awaitEnd();
        }
    }
}
