package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the configured connections together and turns them into the ones processes use. */
final class ConfiguredConnections {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredConnections.class);

    private ConfiguredConnections() {}

    /** @throws InvalidCliqPropertyException for the first property that cannot work */
    static Connections of(CliqProperties properties, LinkNames linkNames, OwnSandbox sandbox) {
        Map<String, CliqProperties.Connection> configured = linkNames.of(properties.connections());
        List<Connection> connections = configured.entrySet().stream()
                .map(entry -> ConfiguredConnection.of(entry.getKey(), entry.getValue(), sandbox))
                .toList();
        requireOneLimitPerUser(connections);
        Optional<String> byDefault =
                Optional.ofNullable(properties.defaultConnection()).filter(name -> !name.isBlank());
        byDefault.filter(name -> !configured.containsKey(name)).ifPresent(name -> {
            throw new InvalidCliqPropertyException(
                    "cliq.default-connection",
                    "is '" + name + "', but the configured connections are " + configured.keySet(),
                    "Name one of them, or configure cliq.connections." + name + ".");
        });
        if (connections.isEmpty()) {
            LOG.warn("No connection is configured, so every post will be rejected: set"
                    + " cliq.connections.<link-name>.client-id, .client-secret and .refresh-token");
        }
        return new Connections(connections, byDefault);
    }

    private static void requireOneLimitPerUser(List<Connection> connections) {
        Map<String, Connection> seen = new HashMap<>();
        for (Connection connection : connections) {
            Connection other = seen.putIfAbsent(connection.user(), connection);
            if (other != null && !other.limits().equals(connection.limits())) {
                throw new InvalidCliqPropertyException(
                        "cliq.connections." + connection.linkName() + ".limits",
                        "differ from those of '" + other.linkName() + "', which acts for the same user '"
                                + connection.user() + "'",
                        "Zoho counts for the user: give all its connections the same limits, or name another user.");
            }
        }
    }
}
