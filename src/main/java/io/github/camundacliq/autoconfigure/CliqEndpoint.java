package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.delivery.DatabaseClock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** How each connection stands, and this node's clock; reading it posts nothing. */
@Endpoint(id = "cliq")
final class CliqEndpoint {

    private final Connections connections;
    private final ConnectionReports reports;
    private final DatabaseClock databaseClock;

    CliqEndpoint(Connections connections, ConnectionReports reports, DatabaseClock databaseClock) {
        this.connections = connections;
        this.reports = reports;
        this.databaseClock = databaseClock;
    }

    @ReadOperation
    Map<String, Object> connections() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Connection connection : connections.all()) {
            all.put(connection.linkName(), reports.of(connection).details());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        connections.defaultConnection().ifPresent(connection -> answer.put("defaultConnection", connection.linkName()));
        answer.put("connections", all);
        databaseClock.ahead().ifPresent(ahead -> answer.put("clockAheadOfDatabase", ahead.toString()));
        return answer;
    }
}
