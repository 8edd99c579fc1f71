package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.delivery.Standing;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the endpoint and the health say of a connection; there is no secret in it. */
record ConnectionReport(TokenReply token, Standing standing) {

    boolean isRefused() {
        return token instanceof TokenReply.Refused;
    }

    boolean isUnavailable() {
        return token instanceof TokenReply.Unavailable;
    }

    Map<String, Object> details() {
        Connection connection = standing.connection();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("api", connection.api().toString());
        details.put("user", connection.user());
        details.put("token", tokenDetails());
        connection.externalCalls().ifPresent(limit -> {
            Map<String, Object> calls = new LinkedHashMap<>();
            calls.put("limit", limit.permits());
            calls.put("period", limit.period().toString());
            calls.put("used", standing.callsUsed());
            calls.put("left", Math.max(0, limit.permits() - standing.callsUsed()));
            details.put("externalCalls", calls);
        });
        standing.lockedUntil().ifPresent(until -> details.put("lockedUntil", until.toString()));
        details.put("waiting", standing.waiting());
        return details;
    }

    private Map<String, Object> tokenDetails() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (token instanceof TokenReply.Refused refused) {
            details.put("status", "refused");
            details.put("code", refused.code());
            details.put("advice", refused.advice());
        } else if (token instanceof TokenReply.Unavailable unavailable) {
            details.put("status", "unavailable");
            details.put("reason", unavailable.reason());
        } else if (token instanceof TokenReply.Granted granted) {
            details.put("status", "ok");
            details.put("goodUntil", granted.goodUntil().toString());
        }
        return details;
    }
}
