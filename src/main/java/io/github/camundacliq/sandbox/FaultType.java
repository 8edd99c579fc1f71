package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ways in which Cliq, the accounts server or the network can fail. */
enum FaultType {
    THROTTLE,
    THROTTLE429,
    CHAT_NOT_FOUND,
    ACCESS_DENIED,
    EXPIRED_TOKEN,
    MISSING_SCOPE,
    OPERATION_FAILED,
    SERVER_ERROR,
    BAD_GATEWAY,
    SERVICE_UNAVAILABLE,
    GARBAGE,
    CUT,
    HANG,
    DROP_BEFORE,
    DROP_AFTER,
    REVOKED_TOKEN,
    WRONG_DATA_CENTER,
    TOKEN_THROTTLE;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it makes sense at that endpoint. */
    boolean fits(Endpoint endpoint) {
        return switch (this) {
            case THROTTLE, THROTTLE429, CHAT_NOT_FOUND, ACCESS_DENIED, EXPIRED_TOKEN, MISSING_SCOPE, OPERATION_FAILED ->
                endpoint != Endpoint.TOKEN;
            case REVOKED_TOKEN, WRONG_DATA_CENTER, TOKEN_THROTTLE -> endpoint == Endpoint.TOKEN;
            case SERVER_ERROR, BAD_GATEWAY, SERVICE_UNAVAILABLE, GARBAGE, CUT, HANG, DROP_BEFORE, DROP_AFTER -> true;
        };
    }
}
