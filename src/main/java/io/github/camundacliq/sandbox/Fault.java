package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A fault to inject.
 *
 * @param id given by the sandbox
 * @param times how many requests it hits; 0 until it is cleared
 * @param on only requests to this endpoint; without it posts of messages and files, or the accounts server for its
 *     own faults
 * @param chat only requests for this chat
 * @param user only requests of this user
 * @param seconds of {@code hang}: how long the answer is held back
 * @param retryAfter of {@code throttle429}: sent as the header of that name
 * @param status of {@code garbage}: 200, which accepts the message, or an error, which does not
 * @param accepted of {@code bad_gateway}, {@code service_unavailable} and {@code server_error}: the message is in the
 *     chat all the same
 */
record Fault(
        long id,
        FaultType type,
        int times,
        @Nullable Endpoint on,
        @Nullable String chat,
        @Nullable String user,
        double seconds,
        @Nullable Integer retryAfter,
        int status,
        boolean accepted) {

    /** As the control API receives it. */
    @JsonCreator
    static Fault of(
            @JsonProperty(value = "type", required = true) FaultType type,
            @JsonProperty("times") @Nullable Integer times,
            @JsonProperty("on") @Nullable Endpoint on,
            @JsonProperty("chat") @Nullable String chat,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("seconds") @Nullable Double seconds,
            @JsonProperty("retryAfter") @Nullable Integer retryAfter,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("accepted") @Nullable Boolean accepted) {
        Fault fault = new Fault(
                0,
                type,
                times == null ? 1 : times,
                on,
                chat,
                user,
                seconds == null ? 30 : seconds,
                retryAfter,
                status == null ? 200 : status,
                Boolean.TRUE.equals(accepted));
        fault.check();
        return fault;
    }

    boolean hits(Endpoint endpoint, @Nullable String itsChat, @Nullable String itsUser) {
        return (on == null ? isUsual(endpoint) : on == endpoint)
                && (chat == null || chat.equals(itsChat))
                && (user == null || user.equals(itsUser));
    }

    Fault numbered(long number) {
        return new Fault(number, type, times, on, chat, user, seconds, retryAfter, status, accepted);
    }

    /** What is left of it after a hit; nothing if that was the last one, which is why 1 does not become 0. */
    @Nullable
    Fault used() {
        return switch (times) {
            case 0 -> this;
            case 1 -> null;
            default -> new Fault(id, type, times - 1, on, chat, user, seconds, retryAfter, status, accepted);
        };
    }

    private boolean isUsual(Endpoint endpoint) {
        return type.fits(Endpoint.MESSAGE)
                ? endpoint == Endpoint.MESSAGE || endpoint == Endpoint.FILES
                : type.fits(endpoint);
    }

    private void check() {
        if (times < 0) {
            throw new IllegalArgumentException("times is negative: give a number of requests, or 0 for all");
        }
        if (on != null && !type.fits(on)) {
            throw new IllegalArgumentException(type.label() + " cannot happen on " + on.label());
        }
        if (seconds < 0 || seconds > 3600) {
            throw new IllegalArgumentException("seconds must be from 0 to 3600");
        }
        if (retryAfter != null && retryAfter < 0) {
            throw new IllegalArgumentException("retryAfter is negative: give a number of seconds");
        }
        if (status < 200 || (status > 299 && status < 400) || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 299, or from 400 to 599");
        }
    }
}
