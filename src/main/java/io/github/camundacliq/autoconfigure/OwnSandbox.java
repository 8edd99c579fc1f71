package io.github.camundacliq.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * Where this application's own sandbox answers, if it has one. A connection can name it only by a port that is known
 * beforehand, so one that is chosen at the start is never looked for.
 */
record OwnSandbox(Set<URI> addresses) {

    private static final List<String> ON_THIS_MACHINE = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> ALL_ADDRESSES = Set.of("", "0.0.0.0", "::", "[::]");

    static OwnSandbox of(Environment environment) {
        boolean proxied = !environment.getProperty("cliq.http.proxy.host", "").isBlank();
        if (proxied || !isOn(environment)) {
            return new OwnSandbox(Set.of());
        }
        String rest = ":" + environment.getProperty("server.port", "8080")
                + environment.getProperty("server.servlet.context-path", "") + "/cliq";
        return new OwnSandbox(hosts(environment.getProperty("server.address", "")).stream()
                .map(host -> URI.create("http://" + host + rest))
                .collect(Collectors.toSet()));
    }

    static boolean isOn(Environment environment) {
        return "true".equalsIgnoreCase(environment.getProperty("cliq.sandbox.enabled"));
    }

    boolean isAt(URI api) {
        return addresses.contains(api);
    }

    private static List<String> hosts(String boundTo) {
        if (ALL_ADDRESSES.contains(boundTo)) {
            return ON_THIS_MACHINE;
        }
        return boundTo.equals("127.0.0.1") || boundTo.equals("localhost")
                ? List.of("127.0.0.1", "localhost")
                : List.of(boundTo);
    }
}
