package io.github.camundacliq.autoconfigure;

import java.sql.SQLException;

/** Without the engine's database nothing can start, and whoever starts it is told what the driver says. */
final class UnreachableDatabaseException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    UnreachableDatabaseException(Exception failure) {
        super(
                "The engine's database cannot be opened: " + reason(failure),
                "Look whether it is up and nobody else has its file, and at spring.datasource.url, .username and .password.");
        initCause(failure);
    }

    /** What is further down is the driver's own affair. */
    private static String reason(Throwable failure) {
        Throwable driver = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            driver = cause instanceof SQLException ? cause : driver;
        }
        return String.valueOf(driver.getMessage());
    }
}
