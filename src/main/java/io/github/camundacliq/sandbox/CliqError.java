package io.github.camundacliq.sandbox;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;

/** Cliq's error codes, with the HTTP status each of them comes with. */
enum CliqError {
    OAUTHTOKEN_INVALID(401, "Request was rejected because of invalid AuthToken."),
    OAUTHTOKEN_SCOPE_INVALID(401, "The OAuth token does not have the scope that this request needs."),
    REQUEST_LIMIT_EXCEEDED(400, "You have exceeded the URL throttle limits."),
    RATE_LIMIT_EXCEEDED(429, "Too many requests within a certain time frame."),
    CHAT_NOT_FOUND(404, "The requested chat does not exist or you are not a participant."),
    CHAT_ACCESS_DENIED(403, "You are not allowed to access this chat."),
    OPERATION_FAILED(400, "Sorry, we couldn't process your request due to a technical error. Please try again later."),
    SERVER_FAILED(500, "Cliq server encountered an error which prevents it from fulfilling the request."),
    EXTRA_KEY_FOUND(400, "There is an extra key in the JSON Object"),
    PARAM_MISSING(400, "A required parameter is missing"),
    INPUT_JSON_INVALID(400, "The request body is not valid JSON"),
    INPUT_PATTERN_MISMATCH(400, "A value does not match the expected pattern"),
    REQUEST_URL_INVALID(404, "The URL you've sent is wrong."),
    REQUEST_METHOD_INVALID(405, "The requested resource does not support the HTTP method used.");

    private final int status;
    private final String message;

    CliqError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    Answer answer() {
        return answer(message);
    }

    Answer answer(String text) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        return Answer.refusal(status, code(), "{\"code\":\"" + code() + "\",\"message\":\"" + quoted + "\"}");
    }

    RefusedException because(String text) {
        return new RefusedException(answer(text));
    }

    private String code() {
        return this == SERVER_FAILED ? OPERATION_FAILED.code() : name().toLowerCase(Locale.ROOT);
    }
}
