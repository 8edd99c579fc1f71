package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the configured connections together and turns them into the ones processes use. */
final class ConfiguredConnections {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredConnections.class);

    private ConfiguredConnections() {}

    /** @throws InvalidCliqPropertyException for the first property that cannot work */
    static Connections of(CliqProperties properties) {
        Set<String> names = properties.connections().keySet();
        requireDistinct(names);
        List<Connection> connections = properties.connections().entrySet().stream()
                .map(entry -> ConfiguredConnection.of(entry.getKey(), entry.getValue()))
                .toList();
        requireOneLimitPerUser(connections);
        Optional<String> byDefault =
                Optional.ofNullable(properties.defaultConnection()).filter(name -> !name.isBlank());
        byDefault.filter(name -> !names.contains(name)).ifPresent(name -> {
            throw new InvalidCliqPropertyException(
                    "cliq.default-connection",
                    "is '" + name + "', but the configured connections are " + names,
                    "Name one of them, or configure cliq.connections." + name + ".");
        });
        if (connections.isEmpty()) {
            LOG.warn("No connection is configured, so every post will be rejected: set"
                    + " cliq.connections.<link-name>.client-id, .client-secret and .refresh-token");
        }
        return new Connections(connections, byDefault);
    }

    /** Spring Boot reads names that differ in case, '-' and '_' only as one, and mixes their values. */
    private static void requireDistinct(Set<String> names) {
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String alike = seen.put(name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT), name);
            if (alike != null) {
                throw new InvalidCliqPropertyException(
                        "cliq.connections." + name,
                        "cannot be told from cliq.connections." + alike,
                        "Give link names that differ in more than case, '-' and '_'. If one of these is an"
                                + " environment variable, it is written " + variable(longer(name, alike)) + ".");
            }
        }
    }

    private static String longer(String one, String other) {
        return one.length() > other.length() ? one : other;
    }

    /** The only way in which Boot finds it: run together it would be a connection of its own. */
    private static String variable(String linkName) {
        return "CLIQ_CONNECTIONS_" + linkName.replace('-', '_').toUpperCase(Locale.ROOT) + "_CLIENT_SECRET";
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
