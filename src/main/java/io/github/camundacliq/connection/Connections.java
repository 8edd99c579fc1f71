package io.github.camundacliq.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured connections, by link name. */
public final class Connections {

    private final Map<String, Connection> byName = new LinkedHashMap<>();
    private final Optional<String> defaultName;

    /** @param defaultName what a task without a connection uses; if empty, the only connection there is */
    public Connections(List<Connection> connections, Optional<String> defaultName) {
        connections.forEach(connection -> byName.put(connection.linkName(), connection));
        this.defaultName = defaultName.or(
                () -> connections.size() == 1 ? Optional.of(connections.get(0).linkName()) : Optional.empty());
    }

    public Optional<Connection> find(String linkName) {
        return Optional.ofNullable(byName.get(linkName));
    }

    public Optional<Connection> defaultConnection() {
        return defaultName.flatMap(this::find);
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public List<Connection> all() {
        return List.copyOf(byName.values());
    }
}
