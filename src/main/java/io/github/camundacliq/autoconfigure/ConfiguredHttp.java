package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Transport;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.http.HttpHeaders;
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
        requireShorter("connect-timeout", properties.connectTimeout(), properties.totalTimeout());
        requireShorter("read-timeout", properties.readTimeout(), properties.totalTimeout());
        Executor threads = threads();
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .connectTimeout(properties.connectTimeout());
        Map<String, String> headers = new HashMap<>(
                Map.of(HttpHeaders.USER_AGENT, "camunda-cliq/" + version(), HttpHeaders.ACCEPT_ENCODING, "identity"));
        ConfiguredProxy.addTo(http, properties.proxy())
                .ifPresent(login -> headers.put(HttpHeaders.PROXY_AUTHORIZATION, login));
        return new Transport(http.build(), threads, properties.readTimeout(), headers);
    }

    /** Those that are free are kept for a minute, so that hardly a post starts one. */
    private static Executor threads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("cliq-http-");
        factory.setDaemon(true);
        return Executors.newCachedThreadPool(factory);
    }

    private static void requirePositive(String name, Duration time) {
        PositivePeriod.require("cliq.http." + name, time, "20s");
    }

    private static void requireShorter(String name, Duration time, Duration total) {
        if (time.compareTo(total) > 0) {
            throw new InvalidCliqPropertyException(
                    "cliq.http." + name,
                    "is " + time + ", longer than the " + total + " that a whole delivery may take",
                    "Make it shorter than cliq.http.total-timeout, or that one longer.");
        }
    }

    private static String version() {
        return Optional.ofNullable(ConfiguredHttp.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
