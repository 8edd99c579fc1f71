package io.github.camundacliq.autoconfigure;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The database and the transactions that the engine uses, found by its starter's own rules. */
record EngineDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {

    /** Takes part in the engine's transaction where there is one. */
    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
