package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a request is for. */
enum Endpoint {
    TOKEN,
    MESSAGE,
    FILES,
    READ;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope that the access token needs, as Zoho documents it. */
    String scope() {
        return switch (this) {
            case TOKEN -> "";
            case MESSAGE, FILES -> "ZohoCliq.Webhooks.CREATE";
            case READ -> "ZohoCliq.Messages.READ";
        };
    }

    Rate rate(SandboxSettings settings) {
        return switch (this) {
            case TOKEN -> settings.tokens();
            case MESSAGE -> settings.messages();
            case FILES -> settings.files();
            case READ -> settings.reads();
        };
    }
}
