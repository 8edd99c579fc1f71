package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.TokenCheck;
import io.github.camundacliq.delivery.Standings;

/** Looks everything about a connection up. */
final class ConnectionReports {

    private final TokenCheck tokens;
    private final Standings standings;

    ConnectionReports(TokenCheck tokens, Standings standings) {
        this.tokens = tokens;
        this.standings = standings;
    }

    ConnectionReport of(Connection connection) {
        return new ConnectionReport(tokens.of(connection), standings.of(connection));
    }
}
