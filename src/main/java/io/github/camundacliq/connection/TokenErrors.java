package io.github.camundacliq.connection;

import java.util.Locale;
import org.springframework.http.HttpStatusCode;

/** Reads the accounts server's errors, which name neither the cause nor the remedy. */
final class TokenErrors {

    static final TokenReply.Unavailable THROTTLED =
            new TokenReply.Unavailable("the accounts server says: too many token requests");

    private TokenErrors() {}

    /** Zoho writes this one as {@code Access Denied}, with HTTP 400 or 200, and means its limit of tokens. */
    static boolean isThrottle(HttpStatusCode status, String error, String description) {
        return status.value() == 429
                || description.toLowerCase(Locale.ROOT).contains("too many requests")
                || error.equalsIgnoreCase("Access Denied");
    }

    /** As OAuth calls what has nothing to do with the credentials (RFC 6749, 4.1.2.1). */
    static boolean isTemporary(String error) {
        return error.equals("server_error") || error.equals("temporarily_unavailable");
    }

    /** What to do about an answer with neither a token nor an error. */
    static String elsewhere(Connection connection) {
        String properties = properties(connection);
        return ", which is no answer of Zoho's accounts server: check " + properties + ".data-center, " + properties
                + ".accounts-base-url, and proxies on the way";
    }

    static String advice(String error, Connection connection) {
        String properties = properties(connection);
        return switch (error) {
            case "invalid_code", "invalid_grant" ->
                "The refresh token was revoked or is wrong: create a new one in the" + " Zoho API console and set "
                        + properties + ".refresh-token.";
            case "invalid_client" ->
                "The client id is wrong, or belongs to another data centre than " + connection.accounts() + ": check "
                        + properties + ".client-id and .data-center.";
            case "invalid_client_secret" -> "Set " + properties + ".client-secret to the client's secret.";
            case "missing_org_info" -> "Set " + properties + ".soid to ZohoCliq.<organization id>.";
            case "invalid_scope" -> "Set " + properties + ".scope to ZohoCliq.Webhooks.CREATE.";
            default -> "Check the credentials under " + properties + " in the Zoho API console.";
        };
    }

    private static String properties(Connection connection) {
        return "cliq.connections." + connection.linkName();
    }
}
