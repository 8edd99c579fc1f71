package io.github.camundacliq.autoconfigure;

import java.sql.DatabaseMetaData;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/** The database and the transactions that the engine uses, found by its starter's own rules. */
record EngineDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {

    /** A node that lost its power keeps the rows that it had locked, until the database finds it gone: hours at times. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @throws EngineDatabaseException if the transactions are those of another data source */
    EngineDatabase {
        if (transactionManager instanceof ResourceTransactionManager manager
                && manager.getResourceFactory() instanceof DataSource managed
                && managed != bare(dataSource)) {
            throw EngineDatabaseException.withoutTransactions();
        }
    }

    /** As a transaction manager keeps it. */
    private static DataSource bare(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy aware && aware.getTargetDataSource() != null
                ? aware.getTargetDataSource()
                : dataSource;
    }

    /**
     * Takes part in the engine's transaction where there is one, and waits for no row for long. An H2 waits for its own
     * lock timeout; it would keep ours for all that the connection is used for later.
     */
    JdbcOperations operations() {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        if (!isH2()) {
            template.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
        }
        return template;
    }

    private boolean isH2() {
        try {
            return "H2".equals(JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName));
        } catch (MetaDataAccessException unknown) {
            return false;
        }
    }
}
