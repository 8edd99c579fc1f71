package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.Grant;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.connection.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the configured connections and turns them into the ones processes use. */
final class ConfiguredConnections {

    private static final Pattern LINK_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String CONSOLE = " It is shown in the Zoho API console under the self client.";

    private ConfiguredConnections() {}

    /** @throws InvalidCliqPropertyException for the first property that cannot work */
    static Connections of(CliqProperties properties, LinkNames linkNames) {
        Map<String, CliqProperties.Connection> configured = linkNames.of(properties.connections());
        List<Connection> connections = configured.entrySet().stream()
                .map(entry -> connection(entry.getKey(), entry.getValue()))
                .toList();
        Optional<String> byDefault =
                Optional.ofNullable(properties.defaultConnection()).filter(name -> !name.isBlank());
        byDefault.filter(name -> !configured.containsKey(name)).ifPresent(name -> {
            throw new InvalidCliqPropertyException(
                    "cliq.default-connection",
                    "is '" + name + "', but the configured connections are " + configured.keySet(),
                    "Name one of them, or configure cliq.connections." + name + ".");
        });
        return new Connections(connections, byDefault);
    }

    private static Connection connection(String linkName, CliqProperties.Connection properties) {
        String prefix = "cliq.connections." + linkName;
        if (!LINK_NAME.matcher(linkName).matches()) {
            throw new InvalidCliqPropertyException(
                    prefix,
                    "has a link name that Zoho does not know",
                    "A link name has 1 to 100 letters, digits, '_' and '-'.");
        }
        URI api = address(prefix + ".api-base-url", properties.apiBaseUrl()).orElseGet(properties.dataCenter()::api);
        URI accounts = address(prefix + ".accounts-base-url", properties.accountsBaseUrl())
                .orElseGet(properties.dataCenter()::accounts);
        CliqProperties.Limits limits = properties.limits();
        if (limits.lock().isNegative() || limits.lock().isZero()) {
            throw new InvalidCliqPropertyException(
                    prefix + ".limits.lock", "is " + limits.lock(), "Give a positive period, such as 10m.");
        }
        return new Connection(
                linkName,
                Optional.ofNullable(properties.user())
                        .filter(user -> !user.isBlank())
                        .orElse(linkName),
                api,
                accounts,
                grant(prefix, properties),
                new Connection.Limits(limits.messages(), limits.files(), limits.lock()),
                externalCalls(prefix, properties.externalCalls()));
    }

    private static Grant grant(String prefix, CliqProperties.Connection properties) {
        String clientId = required(prefix + ".client-id", properties.clientId(), CONSOLE);
        Secret clientSecret = new Secret(required(prefix + ".client-secret", properties.clientSecret(), CONSOLE));
        return switch (properties.grant()) {
            case REFRESH_TOKEN ->
                new Grant.RefreshToken(
                        clientId,
                        clientSecret,
                        new Secret(required(
                                prefix + ".refresh-token",
                                properties.refreshToken(),
                                " Exchange a self client's code with the scope ZohoCliq.Webhooks.CREATE for it.")));
            case CLIENT_CREDENTIALS ->
                new Grant.ClientCredentials(
                        clientId,
                        clientSecret,
                        required(prefix + ".scope", properties.scope(), " Usually ZohoCliq.Webhooks.CREATE."),
                        Optional.ofNullable(properties.soid()).filter(soid -> !soid.isBlank()));
        };
    }

    private static String required(String property, @Nullable String value, String hint) {
        if (value == null || value.isBlank()) {
            throw new InvalidCliqPropertyException(property, "is missing", "Set it." + hint);
        }
        if (value.contains("${")) {
            throw new InvalidCliqPropertyException(
                    property, "still holds a placeholder", "Define what the placeholder names, or set the value.");
        }
        return value.strip();
    }

    private static Optional<URI> address(String property, @Nullable URI given) {
        if (given == null || given.toString().isBlank()) {
            return Optional.empty();
        }
        if (!List.of("http", "https").contains(String.valueOf(given.getScheme())) || given.getHost() == null) {
            throw new InvalidCliqPropertyException(
                    property, "is '" + given + "'", "Give a whole address such as https://cliq.zoho.eu.");
        }
        String text = given.toString();
        return Optional.of(text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : given);
    }

    private static Optional<Rate> externalCalls(String prefix, CliqProperties.ExternalCalls properties) {
        Integer limit = properties.limit();
        if (limit == null) {
            return Optional.empty();
        }
        if (limit < 1 || properties.period().isNegative() || properties.period().isZero()) {
            throw new InvalidCliqPropertyException(
                    prefix + ".external-calls",
                    "allows " + limit + " calls in " + properties.period(),
                    "Give a limit of at least 1 and a positive period, or leave both out.");
        }
        return Optional.of(new Rate(limit, properties.period()));
    }
}
