package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Transport;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Builds the HTTP client from the properties. */
final class ConfiguredHttp {

    private ConfiguredHttp() {}

    /**
     * HTTP 1.1 and no redirects: a broken connection then makes one post uncertain and not all that share it, and no post
     * goes anywhere but where it was sent.
     */
    static Transport transport(CliqProperties.Http properties) {
        requirePositive("connect-timeout", properties.connectTimeout());
        requirePositive("read-timeout", properties.readTimeout());
        requirePositive("total-timeout", properties.totalTimeout());
        if (properties.readTimeout().compareTo(properties.totalTimeout()) > 0) {
            throw new InvalidCliqPropertyException(
                    "cliq.http.read-timeout",
                    "is " + properties.readTimeout() + ", longer than the " + properties.totalTimeout()
                            + " that a whole delivery may take",
                    "Make it shorter than cliq.http.total-timeout, or that one longer.");
        }
        Executor threads = threads();
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .connectTimeout(properties.connectTimeout());
        proxy(properties.proxy()).ifPresent(proxy -> {
            http.proxy(new Route(proxy, properties.proxy().nonProxyHosts()));
            authenticator(properties.proxy()).ifPresent(http::authenticator);
        });
        return new Transport(http.build(), threads, properties.readTimeout(), "camunda-cliq/" + version());
    }

    /** Those that are free are kept for a minute, so that hardly a post starts one. */
    private static Executor threads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("cliq-http-");
        factory.setDaemon(true);
        return Executors.newCachedThreadPool(factory);
    }

    private static void requirePositive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new InvalidCliqPropertyException(
                    "cliq.http." + name, "is " + time, "Give a positive period, such as 20s.");
        }
    }

    private static Optional<InetSocketAddress> proxy(CliqProperties.Proxy properties) {
        Integer port = properties.port();
        if (isBlank(properties.host())) {
            if (port != null || !isBlank(properties.username())) {
                throw new InvalidCliqPropertyException(
                        "cliq.http.proxy.host", "is missing", "Set it, or leave the proxy's other properties out.");
            }
            return Optional.empty();
        }
        if (port == null || port < 1 || port > 65535) {
            throw new InvalidCliqPropertyException(
                    "cliq.http.proxy.port",
                    port == null ? "is missing" : "is " + port,
                    "Give the port of the proxy, such as 3128.");
        }
        if (isBlank(properties.username()) != isBlank(properties.password())) {
            throw new InvalidCliqPropertyException(
                    "cliq.http.proxy." + (isBlank(properties.username()) ? "username" : "password"),
                    "is missing",
                    "Set both username and password, or neither.");
        }
        return Optional.of(new InetSocketAddress(properties.host(), port));
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static String version() {
        return Optional.ofNullable(ConfiguredHttp.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static Optional<Authenticator> authenticator(CliqProperties.Proxy proxy) {
        String username = proxy.username();
        String password = proxy.password();
        if (username == null || password == null) {
            return Optional.empty();
        }
        return Optional.of(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(username, password.toCharArray())
                        : super.getPasswordAuthentication();
            }
        });
    }

    /** Everything through the proxy, except for the hosts that need none. */
    private static final class Route extends ProxySelector {

        private final Proxy proxy;
        private final List<String> direct;

        Route(InetSocketAddress address, List<String> direct) {
            this.proxy = new Proxy(Proxy.Type.HTTP, address);
            this.direct = direct;
        }

        @Override
        public List<Proxy> select(URI uri) {
            boolean isDirect = direct.stream()
                    .anyMatch(host ->
                            host.startsWith(".") ? uri.getHost().endsWith(host) : host.equalsIgnoreCase(uri.getHost()));
            return List.of(isDirect ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The client reports it; there is no second proxy to choose.
        }
    }
}
