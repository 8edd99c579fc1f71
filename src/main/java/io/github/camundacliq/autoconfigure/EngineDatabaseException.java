package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.task.Causes;
import java.sql.SQLException;

/** The engine's database is none in which posts can be kept safely. */
final class EngineDatabaseException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    private EngineDatabaseException(String fact, String remedy) {
        super(fact, remedy);
    }

    /** Without it nothing can start, and whoever starts it is told what the driver says. */
    static EngineDatabaseException unreachable(Exception failure) {
        EngineDatabaseException refused = new EngineDatabaseException(
                "The engine's database cannot be opened: " + reason(failure),
                "Look whether it is up and nobody else has its file, and at spring.datasource.url, .username and .password.");
        refused.initCause(failure);
        return refused;
    }

    /**
     * The engine may run on databases whose SQL the journal does not speak.
     *
     * @param script that a journal there would need, and nobody has written
     */
    static EngineDatabaseException unsupported(String script) {
        return new EngineDatabaseException(
                "The journal of posts cannot be kept in the engine's database: there is no " + script + ".",
                "Run the engine on H2, PostgreSQL, MySQL or MariaDB, or switch the plugin off with cliq.enabled=false.");
    }

    /** Each statement would be a transaction of its own, the engine's too: nothing would be rolled back, and no row held. */
    static EngineDatabaseException withoutTransactions() {
        return new EngineDatabaseException(
                "The transaction manager that the engine uses belongs to another data source than the engine's.",
                "Define a bean 'camundaBpmTransactionManager' for the data source 'camundaBpmDataSource', such as a"
                        + " DataSourceTransactionManager.");
    }

    /** What is further down is the driver's own affair. */
    private static String reason(Throwable failure) {
        Throwable driver = Causes.of(failure)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        return String.valueOf(driver.getMessage());
    }
}
