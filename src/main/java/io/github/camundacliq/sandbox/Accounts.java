package io.github.camundacliq.sandbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Zoho's accounts server. It knows one client, and a refresh token for every user one cares to name. As at Zoho most
 * errors come with HTTP 200: a token is there only if {@code access_token} is.
 */
final class Accounts {

    static final String CLIENT_ID = "1000.SANDBOX";
    static final String CLIENT_SECRET = "sandbox-secret";

    private static final Pattern REFRESH_TOKEN = Pattern.compile("1000\\.sandbox\\.([A-Za-z0-9_.@+-]{1,80})");
    private static final Pattern ORGANISATION = Pattern.compile("ZohoCliq\\.([A-Za-z0-9]{1,40})");
    private static final Set<String> SCOPES = Set.of("ZohoCliq.Webhooks.CREATE", "ZohoCliq.Messages.READ");

    private final AccessTokens tokens;
    private final Limits limits;
    private final SandboxJson json;

    Accounts(AccessTokens tokens, Limits limits, SandboxJson json) {
        this.tokens = tokens;
        this.limits = limits;
        this.json = json;
    }

    /** The user that a request is made for, where it can be told. */
    Optional<String> user(Map<String, String> form) {
        Matcher matcher = REFRESH_TOKEN.matcher(form.getOrDefault("refresh_token", ""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Answer answer(Map<String, String> form) {
        if (!CLIENT_ID.equals(form.get("client_id"))) {
            return error("invalid_client");
        }
        if (!CLIENT_SECRET.equals(form.get("client_secret"))) {
            return error("invalid_client_secret");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> refresh(form);
            case "client_credentials" -> clientCredentials(form);
            case "authorization_code" -> error("invalid_code");
            default -> error("unsupported_grant_type");
        };
    }

    static Answer error(String code) {
        return Answer.refusal(200, code, "{\"error\":\"" + code + "\"}");
    }

    static Answer throttled() {
        return Answer.refusal(
                400,
                "Access Denied",
                "{\"error_description\":\"You have made too many requests continuously. Please try again after some time.\","
                        + "\"error\":\"Access Denied\",\"status\":\"failure\"}");
    }

    private Answer refresh(Map<String, String> form) {
        return user(form)
                .map(user -> issue(form.getOrDefault("refresh_token", ""), user, SCOPES))
                .orElseGet(() -> error("invalid_code"));
    }

    private Answer clientCredentials(Map<String, String> form) {
        Set<String> scopes = Arrays.stream(form.getOrDefault("scope", "").split("[ ,]+"))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.toSet());
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            return error("invalid_scope");
        }
        String soid = form.get("soid");
        if (soid == null) {
            return issue(CLIENT_ID, "client", scopes);
        }
        Matcher organisation = ORGANISATION.matcher(soid);
        return organisation.matches()
                ? issue(CLIENT_ID + soid, "org-" + organisation.group(1), scopes)
                : error("missing_org_info");
    }

    private Answer issue(String grant, String user, Set<String> scopes) {
        if (!limits.admits(Endpoint.TOKEN, user)) {
            return throttled();
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("access_token", tokens.issue(grant, user, scopes).value());
        reply.put("scope", scopes.stream().sorted().collect(Collectors.joining(" ")));
        reply.put("api_domain", "https://www.zohoapis.com");
        reply.put("token_type", "Bearer");
        reply.put("expires_in", AccessTokens.LIFE.toSeconds());
        return Answer.json(200, json.write(reply));
    }
}
