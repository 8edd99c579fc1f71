package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Down if a person has to do something about the connection's credentials. What passes by itself, such as a lock-out or
 * an accounts server out of reach, takes no application out of service.
 */
final class ConnectionHealth extends AbstractHealthIndicator {

    private final Connection connection;
    private final ConnectionReports reports;

    ConnectionHealth(Connection connection, ConnectionReports reports) {
        super("The connection could not be checked");
        this.connection = connection;
        this.reports = reports;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        ConnectionReport report = reports.of(connection);
        if (report.isRefused()) {
            health.down();
        } else if (report.isUnavailable()) {
            health.unknown();
        } else {
            health.up();
        }
        health.withDetails(report.details());
    }
}
