package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.delivery.Usage;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the endpoint and the health say of a connection; there is no secret in it. */
record ConnectionReport(TokenReply token, Usage usage) {

    boolean isRefused() {
        return token instanceof TokenReply.Refused;
    }

    boolean isUnavailable() {
        return token instanceof TokenReply.Unavailable;
    }

    Map<String, Object> details() {
        Connection connection = usage.connection();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("api", connection.api().toString());
        details.put("user", connection.user());
        details.put("token", tokenDetails());
        connection.externalCalls().ifPresent(limit -> {
            Map<String, Object> calls = new LinkedHashMap<>();
            calls.put("limit", limit.permits());
            calls.put("period", limit.period().toString());
            calls.put("used", usage.callsUsed());
            calls.put("left", Math.max(0, limit.permits() - usage.callsUsed()));
            details.put("externalCalls", calls);
        });
        usage.lockedUntil().ifPresent(until -> details.put("lockedUntil", until.toString()));
        details.put("waiting", usage.waiting());
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
