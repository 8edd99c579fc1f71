package io.github.camundacliq.sandbox;

import java.time.Duration;
import java.util.Map;

/** What a fault does to a request. */
sealed interface Reaction {

    /** Answers this in place of Cliq. */
    record Instead(Answer answer, boolean accepted) implements Reaction {}

    /** Accepts at once, and holds the answer back. */
    record Hold(Duration time) implements Reaction {
        @Override
        public boolean accepted() {
            return true;
        }
    }

    /** Closes the connection without an answer. */
    record Close(boolean accepted) implements Reaction {}

    /** Accepts, and closes the connection in the middle of the answer. */
    record Cut() implements Reaction {
        @Override
        public boolean accepted() {
            return true;
        }
    }

    /** Whether Cliq handles the request all the same. */
    boolean accepted();

    static Reaction to(Fault fault) {
        return switch (fault.type()) {
            case THROTTLE -> refuse(CliqError.REQUEST_LIMIT_EXCEEDED.answer());
            case THROTTLE429 -> refuse(throttled429(fault));
            case CHAT_NOT_FOUND -> refuse(CliqError.CHAT_NOT_FOUND.answer());
            case ACCESS_DENIED -> refuse(CliqError.CHAT_ACCESS_DENIED.answer());
            case EXPIRED_TOKEN -> refuse(CliqError.OAUTHTOKEN_INVALID.answer());
            case MISSING_SCOPE -> refuse(CliqError.OAUTHTOKEN_SCOPE_INVALID.answer());
            case OPERATION_FAILED -> refuse(CliqError.OPERATION_FAILED.answer());
            case SERVER_ERROR -> new Instead(CliqError.SERVER_FAILED.answer(), fault.accepted());
            case BAD_GATEWAY -> new Instead(badGateway(), fault.accepted());
            case SERVICE_UNAVAILABLE -> new Instead(Answer.empty(503), fault.accepted());
            case GARBAGE -> new Instead(garbage(fault.status()), fault.status() < 300);
            case CUT -> new Cut();
            case HANG -> new Hold(Duration.ofMillis(Math.round(fault.seconds() * 1000)));
            case DROP_BEFORE -> new Close(false);
            case DROP_AFTER -> new Close(true);
            case REVOKED_TOKEN -> refuse(Accounts.error("invalid_code"));
            case WRONG_DATA_CENTER -> refuse(Accounts.error("invalid_client"));
            case TOKEN_THROTTLE -> refuse(Accounts.throttled());
        };
    }

    private static Instead refuse(Answer answer) {
        return new Instead(answer, false);
    }

    private static Answer throttled429(Fault fault) {
        Answer answer = CliqError.RATE_LIMIT_EXCEEDED.answer();
        return fault.retryAfter() == null ? answer : answer.with("Retry-After", String.valueOf(fault.retryAfter()));
    }

    private static Answer badGateway() {
        return Answer.text(
                502,
                "text/html;charset=UTF-8",
                "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
    }

    private static Answer garbage(int status) {
        return new Answer(
                status, "application/json;charset=UTF-8", "{\"message_id\":\"1599387839188_22929", Map.of(), null);
    }
}
