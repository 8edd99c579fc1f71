package io.github.camundacliq.testing;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Grant;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.connection.Secret;
import java.net.URI;
import java.util.Optional;

/** Connections to wherever a test listens. */
public final class TestConnections {

    public static final String CLIENT_SECRET = "a-very-secret-client-secret";
    public static final String REFRESH_TOKEN = "1000.0123456789abcdef0123456789abcdef.fedcba9876543210";

    private static final Grant REFRESH =
            new Grant.RefreshToken("1000.CLIENT", new Secret(CLIENT_SECRET), new Secret(REFRESH_TOKEN));

    private TestConnections() {}

    public static Connection to(StubCliq cliq) {
        return to(cliq.url(), cliq.url());
    }

    public static Connection to(String api, String accounts) {
        return named("team_a", api, accounts, REFRESH);
    }

    /** The same, but taken for this application's own sandbox. */
    public static Connection toSandbox(StubCliq cliq) {
        return like(to(cliq), Optional.empty(), true);
    }

    /** The same with a limit, such as {@code 1000/1d}. */
    public static Connection withExternalCalls(Connection other, String limit) {
        return like(other, Optional.of(Rate.valueOf(limit)), false);
    }

    public static Connection withMessages(Connection other, Rate limit) {
        Connection.Limits limits = new Connection.Limits(
                limit, other.limits().files(), other.limits().lock());
        return like(other, other.linkName(), limits, other.externalCalls(), other.sandbox());
    }

    /** Another one that acts for the same user. */
    public static Connection ofTheUserOf(Connection other, String linkName) {
        return like(other, linkName, other.limits(), other.externalCalls(), other.sandbox());
    }

    private static Connection like(Connection other, Optional<Rate> externalCalls, boolean sandbox) {
        return like(other, other.linkName(), other.limits(), externalCalls, sandbox);
    }

    private static Connection like(
            Connection other,
            String linkName,
            Connection.Limits limits,
            Optional<Rate> externalCalls,
            boolean sandbox) {
        return new Connection(
                linkName, other.user(), other.api(), other.accounts(), other.grant(), limits, externalCalls, sandbox);
    }

    public static Connection named(String linkName) {
        return named(linkName, "http://localhost", "http://localhost", REFRESH);
    }

    public static Connection named(String linkName, String api, String accounts, Grant grant) {
        return new Connection(
                linkName,
                linkName,
                URI.create(api),
                URI.create(accounts),
                grant,
                new Connection.Limits(Rate.valueOf("50/1m"), Rate.valueOf("20/1m"), java.time.Duration.ofMinutes(10)),
                Optional.empty(),
                false);
    }
}
