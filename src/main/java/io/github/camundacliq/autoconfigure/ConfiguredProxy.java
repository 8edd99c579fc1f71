package io.github.camundacliq.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads from the properties which proxy leads to Cliq, and how to log in there. */
final class ConfiguredProxy {

    private static final String PREFIX = "cliq.http.proxy.";

    private static final String NON_PROXY_HOSTS = PREFIX + "non-proxy-hosts";

    /** A name, an IPv4 address, or an IPv6 address with or without its brackets. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    /** Which logins Java keeps from a proxy for https addresses; by default a Basic one. Read when the JVM makes its first client. */
    private static final String NOT_FOR_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    private ConfiguredProxy() {}

    /**
     * The client asks for the proxy's address at each connection, so that the proxy may move. Returns the login, if there is one,
     * as each request has to carry it; the client sends it to nobody but the proxy. It is no {@code Authenticator}, because with
     * one the client of Java 17 takes the access token out of every request (JDK-8326949), and sends some again by itself.
     */
    static Optional<String> addTo(HttpClient.Builder http, CliqProperties.Proxy properties) {
        Optional<String> host = text("host", properties.host());
        Optional<String> username = text("username", properties.username());
        Optional<String> password = text("password", properties.password());
        if (host.isEmpty()) {
            if (properties.port() != null || username.isPresent() || password.isPresent()) {
                throw new InvalidCliqPropertyException(
                        PREFIX + "host", "is missing", "Set it, or leave the proxy's other properties out.");
            }
            return Optional.empty();
        }
        if (username.isPresent() != password.isPresent()) {
            throw new InvalidCliqPropertyException(
                    PREFIX + (username.isPresent() ? "password" : "username"),
                    "is missing",
                    "Set both username and password, or neither.");
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(host(host.get()), port(properties.port()));
        properties.nonProxyHosts().forEach(ConfiguredProxy::requireHost);
        http.proxy(new Route(new Proxy(Proxy.Type.HTTP, address), properties.nonProxyHosts()));
        username.ifPresent(login -> allowLoginForTunnels());
        return username.map(name -> "Basic "
                + HttpHeaders.encodeBasicAuth(requireNoColon(name), password.orElseThrow(), StandardCharsets.UTF_8));
    }

    /** Zoho's addresses are https, so that without it the login would never be sent. What the operator set for Java stands. */
    private static void allowLoginForTunnels() {
        if (System.getProperty(NOT_FOR_TUNNELS) == null) {
            System.setProperty(NOT_FOR_TUNNELS, "");
        }
    }

    private static String requireNoColon(String username) {
        if (username.contains(":")) {
            throw new InvalidCliqPropertyException(
                    PREFIX + "username",
                    "has a colon in it",
                    "Give the name alone; the password has a property of its own.");
        }
        return username;
    }

    private static Optional<String> text(String name, @Nullable String value) {
        if (value != null && value.contains("${")) {
            throw InvalidCliqPropertyException.placeholder(PREFIX + name);
        }
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static String host(String host) {
        String name = host.strip();
        if (!HOST.matcher(name).matches()) {
            throw new InvalidCliqPropertyException(
                    PREFIX + "host",
                    name.contains("@") ? "has a login in it" : "is '" + ShownAddress.of(name) + "'",
                    "Give the name of the host alone, such as proxy.example.com; port, username and password have"
                            + " properties of their own.");
        }
        return name;
    }

    private static int port(@Nullable Integer port) {
        if (port == null || port < 1 || port > 65535) {
            throw new InvalidCliqPropertyException(
                    PREFIX + "port",
                    port == null ? "is missing" : "is " + port,
                    "Give the port of the proxy, such as 3128.");
        }
        return port;
    }

    private static void requireHost(String host) {
        String name = host.strip();
        if (name.contains("*")) {
            throw new InvalidCliqPropertyException(
                    NON_PROXY_HOSTS,
                    "holds '" + name + "', and an asterisk stands for itself",
                    "For all hosts of a domain give it with a dot in front, such as .example.com.");
        }
        if (!HOST.matcher(name).matches()) {
            throw new InvalidCliqPropertyException(
                    NON_PROXY_HOSTS,
                    "holds '" + ShownAddress.of(name) + "', which is no host",
                    "Give names of hosts alone, with commas between them, such as localhost, .example.com.");
        }
    }

    /** Everything through the proxy, except for the hosts that need none. */
    private static final class Route extends ProxySelector {

        private final Proxy proxy;
        private final List<String> direct;

        Route(Proxy proxy, List<String> direct) {
            this.proxy = proxy;
            this.direct = direct.stream().map(Route::bare).toList();
        }

        /** In lower case, and without the brackets of an IPv6 address. */
        private static String bare(String host) {
            return host.strip().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        }

        @Override
        public List<Proxy> select(URI uri) {
            String host = bare(uri.getHost());
            boolean isDirect =
                    direct.stream().anyMatch(one -> one.startsWith(".") ? host.endsWith(one) : host.equals(one));
            return List.of(isDirect ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The client reports it; there is no second proxy to choose.
        }
    }
}
