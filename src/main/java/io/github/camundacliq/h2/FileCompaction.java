package io.github.camundacliq.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file of an H2 from growing with every process instance. Each commit writes some hundred kilobytes of pages. Soon
 * nearly all of them are out of date, but the few that are not keep the room of all. H2 has a thread that rewrites those; with
 * {@code WRITE_DELAY=0}, which makes commits durable, it does not run.
 */
public final class FileCompaction {

    /** From one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);

    /** The percentage of the pages in the file that are to be up to date. */
    private static final int FILL_RATE = 50;

    /** All commits wait while so much is rewritten, some ten milliseconds. */
    private static final int MOST_BYTES = 1 << 20;

    private final DataSource dataSource;

    /** The file behind a data source of an H2; nothing is done where there is none, or another process has it open. */
    public FileCompaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Rewrites a part of what is up to date, if too much is not. Leaves it for another time while others commit. */
    public void compact() {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                boolean unused = session.getDatabase().getStore().getMvStore().compact(FILL_RATE, MOST_BYTES);
            }
        } catch (SQLException | RuntimeException | LinkageError failed) {
            LOG.debug("The file of the database stays as it is for now", failed);
        }
    }
}
