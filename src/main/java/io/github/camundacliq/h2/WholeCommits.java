package io.github.camundacliq.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to an H2 in a file. A transaction is in the file when its commit returns, and all of it or nothing where the
 * process is killed: see {@link FileWrites}. Another connection to the same database that does not come from here is written
 * with the next commit of one that does; and whoever changes more than H2 keeps, some 16 MB in one transaction, has it written in
 * the middle of it.
 *
 * <p>An H2 that could not write its file, such as on a full disk, closes it for good. All its connections are broken then, see
 * {@link WholeConnection}, and the next one opens the file again, with all that was committed.
 */
final class WholeCommits extends DelegatingDataSource {

    /** For all connections to a database: it writes its file neither at a commit nor from time to time. */
    static final int NEVER = -1;

    private final FileWrites writes;
    private Optional<Database> opened = Optional.empty();

    /** How to connect. */
    @FunctionalInterface
    private interface Opening {

        Connection open() throws SQLException;
    }

    WholeCommits(DataSource h2, FileWrites writes) {
        super(h2);
        this.writes = writes;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(super::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return open(() -> super.getConnection(username, password));
    }

    private synchronized Connection open(Opening opening) throws SQLException {
        opened.filter(database -> store(database).isClosed()).ifPresent(WholeCommits::forget);
        try {
            return whole(opening.open());
        } catch (SQLException refused) {
            if (refused.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                opened.ifPresent(WholeCommits::forget);
            }
            throw refused;
        }
    }

    /**
     * Has H2 open the file for the next connection. Until then it gives out the database that it closed, and would forget the
     * one after it, too, by their name, and then not get at the file that this one holds.
     */
    private static void forget(Database database) {
        if (!database.isClosing()) {
            database.shutdownImmediately();
        }
    }

    private Connection whole(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        Database database = session.getDatabase();
        opened = Optional.of(database);
        store(database).setAutoCommitDelay(NEVER);
        return WholeConnection.of(connection, session, store(database), writes);
    }

    private static MVStore store(Database database) {
        return database.getStore().getMvStore();
    }

    /** H2 has none, and a pool says so at each start where this is refused. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
