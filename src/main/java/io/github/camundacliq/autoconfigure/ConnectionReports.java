package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.TokenCheck;
import io.github.camundacliq.delivery.UsageQuery;

/** Looks everything about a connection up. */
final class ConnectionReports {

    private final TokenCheck tokens;
    private final UsageQuery usage;

    ConnectionReports(TokenCheck tokens, UsageQuery usage) {
        this.tokens = tokens;
        this.usage = usage;
    }

    ConnectionReport of(Connection connection) {
        return new ConnectionReport(tokens.of(connection), usage.of(connection));
    }
}
