package io.github.camundacliq.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;

/**
 * Keeps an H2 from reading the variables of all processes whenever one process reads its own. It has an index by execution,
 * and one by task, which is null for nearly all of them; but before it has counted, and where it counted when there were
 * few, it takes the second for as good as the first. A job that posts reads its variables twice.
 */
public final class VariableStatistics {

    /** How often they are to be looked at: H2 counts again after every few thousand changes. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(VariableStatistics.class);

    private static final String MISLEADING = "select count(*) from INFORMATION_SCHEMA.COLUMNS"
            + " where TABLE_NAME = ? and TABLE_SCHEMA = coalesce(nullif(?, ''), current_schema)"
            + " and (COLUMN_NAME = 'TASK_ID_' and SELECTIVITY > 1 or COLUMN_NAME = 'EXECUTION_ID_' and SELECTIVITY < 10)";

    /** Percent of distinct values. */
    private static final String CORRECTION = "alter table %1$s alter column TASK_ID_ selectivity 1;"
            + " alter table %1$s alter column EXECUTION_ID_ selectivity 50";

    /** While a change of a table waits for those who write to it, all others wait behind it. */
    private static final int LOCK_MILLIS = 50;

    private final JdbcTemplate database;
    private final String table;

    /**
     * The statistics of an engine's database, which is an H2.
     *
     * @param tablePrefix of the engine's tables: nothing, or a schema and a dot
     */
    public VariableStatistics(DataSource dataSource, String tablePrefix) {
        this.database = new JdbcTemplate(dataSource);
        this.table = tablePrefix + "ACT_RU_VARIABLE";
    }

    /** Where that fails, the engine is slower than it could be. */
    public void correct() {
        try {
            Integer misleading = database.queryForObject(MISLEADING, Integer.class, name(), schema());
            if (misleading != null && misleading > 0) {
                Boolean unused = database.execute((StatementCallback<Boolean>) this::correct);
            }
        } catch (DataAccessException busy) {
            LOG.debug("The statistics of {} stay as they are for now", table, busy);
        }
    }

    private String name() {
        return table.substring(table.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    /** That of the connection, if the table's prefix names none. */
    private String schema() {
        return table.substring(0, Math.max(0, table.lastIndexOf('.'))).toUpperCase(Locale.ROOT);
    }

    private Boolean correct(Statement statement) throws SQLException {
        int usual = lockTimeout(statement);
        statement.execute("set LOCK_TIMEOUT " + LOCK_MILLIS);
        try {
            return statement.execute(CORRECTION.formatted(table));
        } finally {
            statement.execute("set LOCK_TIMEOUT " + usual);
        }
    }

    private static int lockTimeout(Statement statement) throws SQLException {
        try (ResultSet usual = statement.executeQuery("call LOCK_TIMEOUT()")) {
            usual.next();
            return usual.getInt(1);
        }
    }
}
