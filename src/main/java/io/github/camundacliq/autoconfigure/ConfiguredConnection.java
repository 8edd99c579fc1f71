package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Grant;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Checks one configured connection and turns it into what processes use. */
final class ConfiguredConnection {

    private static final Pattern LINK_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private static final int HIGHEST_PORT = 65535;

    /** What the journal's columns hold. */
    private static final int LONGEST_USER = 200;

    private static final String CONSOLE = " It is shown in the Zoho API console under the self client.";

    private ConfiguredConnection() {}

    /** @throws InvalidCliqPropertyException for the first property that cannot work */
    static Connection of(String linkName, CliqProperties.Connection properties, OwnSandbox sandbox) {
        String prefix = "cliq.connections." + linkName;
        if (!LINK_NAME.matcher(linkName).matches()) {
            throw new InvalidCliqPropertyException(
                    prefix,
                    "has a link name that Zoho does not know",
                    "A link name has 1 to 100 letters, digits, '_' and '-'.");
        }
        URI api = address(prefix + ".api-base-url", properties.apiBaseUrl(), "/api/v2")
                .orElseGet(properties.dataCenter()::api);
        URI accounts = address(prefix + ".accounts-base-url", properties.accountsBaseUrl(), "/oauth/v2/token")
                .orElseGet(properties.dataCenter()::accounts);
        CliqProperties.Limits limits = properties.limits();
        PositivePeriod.require(prefix + ".limits.lock", limits.lock(), "10m");
        return new Connection(
                linkName,
                user(prefix + ".user", properties).orElse(linkName),
                api,
                accounts,
                grant(prefix, properties),
                new Connection.Limits(limits.messages(), limits.files(), limits.lock()),
                externalCalls(prefix, properties.externalCalls()),
                sandbox.isAt(api));
    }

    private static Optional<String> user(String property, CliqProperties.Connection properties) {
        Optional<String> user = optional(property, properties.user());
        user.map(String::length).filter(length -> length > LONGEST_USER).ifPresent(length -> {
            throw new InvalidCliqPropertyException(
                    property,
                    "has " + length + " characters",
                    "Give a name of at most " + LONGEST_USER
                            + " characters, the same for all connections of that user.");
        });
        return user;
    }

    private static Grant grant(String prefix, CliqProperties.Connection properties) {
        String clientId = credential(prefix + ".client-id", properties.clientId(), CONSOLE);
        Secret clientSecret = new Secret(credential(prefix + ".client-secret", properties.clientSecret(), CONSOLE));
        return switch (properties.grant()) {
            case REFRESH_TOKEN -> {
                refuseScope(prefix + ".scope", optional(prefix + ".scope", properties.scope()));
                refuseScope(prefix + ".soid", optional(prefix + ".soid", properties.soid()));
                yield new Grant.RefreshToken(
                        clientId,
                        clientSecret,
                        new Secret(credential(
                                prefix + ".refresh-token",
                                properties.refreshToken(),
                                " Exchange a self client's code with the scope ZohoCliq.Webhooks.CREATE for it.")));
            }
            case CLIENT_CREDENTIALS ->
                new Grant.ClientCredentials(
                        clientId,
                        clientSecret,
                        required(prefix + ".scope", properties.scope(), " Usually ZohoCliq.Webhooks.CREATE."),
                        optional(prefix + ".soid", properties.soid()));
        };
    }

    /** Who widens the scope there believes that it works. */
    private static void refuseScope(String property, Optional<String> value) {
        if (value.isPresent()) {
            throw new InvalidCliqPropertyException(
                    property,
                    "is set, but a refresh token has the scopes that it was made with",
                    "Leave it out, or set grant to client_credentials.");
        }
    }

    /** Zoho's have no blanks: one inside is left from copying, and nothing would be posted with it. */
    private static String credential(String property, @Nullable String value, String hint) {
        String credential = required(property, value, hint);
        if (credential.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidCliqPropertyException(property, "has a blank or a line break inside", "Set it without.");
        }
        return credential;
    }

    private static String required(String property, @Nullable String value, String hint) {
        return optional(property, value)
                .orElseThrow(() -> new InvalidCliqPropertyException(property, "is missing", "Set it." + hint));
    }

    private static Optional<String> optional(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.contains("${")) {
            throw InvalidCliqPropertyException.placeholder(property);
        }
        return Optional.of(value.strip());
    }

    private static Optional<URI> address(String property, @Nullable URI given, String above) {
        if (given == null || given.toString().isBlank()) {
            return Optional.empty();
        }
        boolean complete = List.of("http", "https").contains(String.valueOf(given.getScheme()))
                && given.getHost() != null
                && given.getPort() <= HIGHEST_PORT
                && given.getQuery() == null
                && given.getFragment() == null;
        boolean login = given.toString().contains("@");
        if (!complete || login) {
            throw new InvalidCliqPropertyException(
                    property,
                    login ? "has a login in it" : "is '" + ShownAddress.of(given.toString()) + "'",
                    "Give a whole address without a login and without a query, such as https://cliq.zoho.eu.");
        }
        String text = StringUtils.trimTrailingCharacter(given.toString(), '/');
        if (text.endsWith(above)) {
            throw new InvalidCliqPropertyException(
                    property,
                    "is '" + ShownAddress.of(text) + "'",
                    "Leave " + above + " at its end out: the plugin adds it.");
        }
        return Optional.of(URI.create(text));
    }

    private static Optional<Rate> externalCalls(String prefix, CliqProperties.ExternalCalls properties) {
        Integer limit = properties.limit();
        Duration period = properties.period();
        if (limit == null && period == null) {
            return Optional.empty();
        }
        if (limit != null && limit < 1) {
            throw new InvalidCliqPropertyException(
                    prefix + ".external-calls.limit", "is " + limit, "Give a number of at least 1, or leave it out.");
        }
        if (limit == null || period == null) {
            throw new InvalidCliqPropertyException(
                    prefix + ".external-calls." + (limit == null ? "limit" : "period"),
                    "is missing",
                    "Set both limit and period, such as 10000 and 1d, or leave both out.");
        }
        PositivePeriod.require(prefix + ".external-calls.period", period, "1d");
        return Optional.of(new Rate(limit, period));
    }
}
