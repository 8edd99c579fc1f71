package io.github.camundacliq.autoconfigure;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The database and the transactions that the engine uses, found by its starter's own rules. */
record EngineDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {

    /** A node that lost its power keeps the rows that it had locked, until the database finds it gone: hours at times. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Takes part in the engine's transaction where there is one, and waits for no row for long. */
    JdbcOperations operations() {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
        return template;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(operations());
    }
}
