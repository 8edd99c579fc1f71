package io.github.camundacliq.h2;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to an H2 in a file. A transaction is in the file when its commit returns, and all of it or nothing where the
 * process is killed: see {@link FileWrites}. Another connection to the same database that does not come from here is written
 * with the next commit of one that does; and whoever changes more than H2 keeps, some 16 MB in one transaction, has it written in
 * the middle of it.
 */
final class WholeCommits extends DelegatingDataSource {

    /** For all connections to a database: it writes its file neither at a commit nor from time to time. */
    static final int NEVER = -1;

    private final FileWrites writes;

    WholeCommits(DataSource h2, FileWrites writes) {
        super(h2);
        this.writes = writes;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return whole(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return whole(super.getConnection(username, password));
    }

    private Connection whole(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        store.setAutoCommitDelay(NEVER);
        return WholeConnection.of(connection, session, store, writes);
    }

    /** H2 has none, and a pool says so at each start where this is refused. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
