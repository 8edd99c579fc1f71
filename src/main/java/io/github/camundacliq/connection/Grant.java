package io.github.camundacliq.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a connection obtains access tokens. */
public sealed interface Grant {

    /** The form parameters of the token request, secrets in clear. */
    Map<String, String> parameters();

    /** Those of the parameters that must not appear in any text. */
    List<Secret> secrets();

    /** The usual grant: a refresh token of one Zoho user, which neither rotates nor expires. */
    record RefreshToken(String clientId, Secret clientSecret, Secret refreshToken) implements Grant {

        @Override
        public Map<String, String> parameters() {
            return Map.of(
                    "grant_type",
                    "refresh_token",
                    "client_id",
                    clientId,
                    "client_secret",
                    clientSecret.value(),
                    "refresh_token",
                    refreshToken.value());
        }

        @Override
        public List<Secret> secrets() {
            return List.of(clientSecret, refreshToken);
        }
    }

    /**
     * The client's own grant. Zoho documents it; one independent client reports tokens that Cliq then refuses.
     *
     * @param organization the {@code soid} parameter, such as {@code ZohoCliq.<organization id>}
     */
    record ClientCredentials(String clientId, Secret clientSecret, String scope, Optional<String> organization)
            implements Grant {

        @Override
        public Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("grant_type", "client_credentials");
            parameters.put("client_id", clientId);
            parameters.put("client_secret", clientSecret.value());
            parameters.put("scope", scope);
            organization.ifPresent(soid -> parameters.put("soid", soid));
            return parameters;
        }

        @Override
        public List<Secret> secrets() {
            return List.of(clientSecret);
        }
    }
}
