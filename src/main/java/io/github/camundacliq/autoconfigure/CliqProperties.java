package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.DataCenter;
import io.github.camundacliq.connection.Rate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Cliq for Camunda.
 *
 * @param enabled Whether the task is available.
 * @param defaultConnection Link name of the connection for tasks that name none. If there is only one, it is that one.
 * @param connections Zoho OAuth connections by link name.
 * @param http Timeouts and proxy of the calls to Zoho.
 * @param files How files are posted.
 * @param retryCycle Retry cycle of tasks that name none, such as R5/PT1M or a list of periods.
 * @param maxTextLength Longest text of a message, in characters.
 * @param maxConcurrentPosts How many posts may be under way at a time on this node.
 * @param verifyAfter How long after a post with an unknown outcome its chat is read back, if the task says so. One
 *     client of Cliq saw messages appear within 15 seconds.
 * @param journal The journal of posts in the engine's database.
 */
@ConfigurationProperties("cliq")
public record CliqProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String defaultConnection,
        @DefaultValue Map<String, Connection> connections,
        @DefaultValue Http http,
        @DefaultValue Files files,
        @DefaultValue("PT10S,PT1M,PT5M,PT15M,PT1H") String retryCycle,
        @DefaultValue("5000") int maxTextLength,
        @DefaultValue("64") int maxConcurrentPosts,
        @DefaultValue("20s") Duration verifyAfter,
        @DefaultValue Journal journal) {

    /**
     * The journal.
     *
     * @param initializeSchema Whether to create its tables at the start: always, never, or in an embedded H2 only.
     * @param keep How long a post whose job is gone is remembered, from its answer on.
     */
    public record Journal(
            @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
            @DefaultValue("30d") Duration keep) {}

    /**
     * A Zoho OAuth connection.
     *
     * @param dataCenter Zoho data centre of the account.
     * @param grant OAuth grant by which access tokens are obtained.
     * @param clientId Client id from the Zoho API console.
     * @param clientSecret Client secret from the Zoho API console.
     * @param refreshToken Refresh token with the scope ZohoCliq.Webhooks.CREATE.
     * @param scope Scope to ask for with the grant client_credentials.
     * @param soid Organization to ask for with the grant client_credentials, such as ZohoCliq.12345.
     * @param apiBaseUrl Address above /api/v2, for a network, a company or a stub.
     * @param accountsBaseUrl Address above /oauth/v2/token.
     * @param user Zoho user that the connection acts for; with onUncertain=verify the id or the name that chats show as the
     *     sender. Connections with the same user share its limits.
     * @param limits Limits of that user.
     * @param externalCalls External calls that the plan allows.
     */
    public record Connection(
            @DefaultValue("us") DataCenter dataCenter,
            @DefaultValue("refresh_token") GrantType grant,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String refreshToken,
            @Nullable String scope,
            @Nullable String soid,
            @Nullable URI apiBaseUrl,
            @Nullable URI accountsBaseUrl,
            @Nullable String user,
            @DefaultValue Limits limits,
            @DefaultValue ExternalCalls externalCalls) {

        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "Connection[" + dataCenter + ", " + grant + ", user " + user + "]";
        }
    }

    /** How access tokens are obtained. */
    public enum GrantType {
        REFRESH_TOKEN,
        CLIENT_CREDENTIALS
    }

    /**
     * Limits of a Zoho user.
     *
     * @param messages Messages in a period, such as 50/1m.
     * @param files Posts of files in a period, such as 20/1m.
     * @param lock How long Zoho locks a user out who went over a limit.
     */
    public record Limits(
            @DefaultValue("50/1m") Rate messages,
            @DefaultValue("20/1m") Rate files,
            @DefaultValue("10m") Duration lock) {}

    /**
     * External calls of the Zoho plan.
     *
     * @param limit Answered calls in a period, such as 10000. Unlimited if not set.
     * @param period The period, such as 1d.
     */
    public record ExternalCalls(
            @Nullable Integer limit, @Nullable Duration period) {}

    /**
     * Calls to Zoho.
     *
     * @param connectTimeout Longest time to connect.
     * @param readTimeout Longest time to wait for an answer.
     * @param totalTimeout Longest time for a delivery with everything it needs, tokens included.
     * @param proxy Proxy to go through. Without one the JVM's own settings count.
     */
    public record Http(
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("20s") Duration readTimeout,
            @DefaultValue("30s") Duration totalTimeout,
            @DefaultValue Proxy proxy) {}

    /**
     * An HTTP proxy.
     *
     * @param host Host of the proxy. No proxy if not set.
     * @param port Port of the proxy, such as 3128.
     * @param username User that the proxy knows. All of this JVM may then log in to proxies by Basic for https addresses,
     *     unless jdk.http.auth.tunneling.disabledSchemes is set.
     * @param password That user's password.
     * @param nonProxyHosts Hosts to reach without the proxy. A leading dot means a whole domain.
     */
    public record Proxy(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue List<String> nonProxyHosts) {

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + "]";
        }
    }

    /**
     * Posting files.
     *
     * @param partName Multipart name of a file: Zoho's pages say both files and file.
     */
    public record Files(@DefaultValue("files") String partName) {}
}
