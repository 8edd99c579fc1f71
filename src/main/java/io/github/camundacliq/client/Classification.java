package io.github.camundacliq.client;

import io.github.camundacliq.connection.RawAnswer;
import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.connection.TransportFault;
import io.github.camundacliq.message.Message;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClientException;

/**
 * Reads an answer of Cliq: its own code first, the HTTP status second. Its throttle, for one, is an HTTP 400, and
 * {@code operation_failed} means a wrong id with 4xx but a fault of the server with 5xx.
 */
final class Classification {

    private static final Set<String> THROTTLES = Set.of("request_limit_exceeded", "rate_limit_exceeded");
    private static final String THROTTLE_IN_WORDS = "You have exceeded the URL throttle limits";
    private static final Set<String> TOKEN_REFUSED = Set.of("oauthtoken_invalid", "invalid_oauthtoken");

    /** What HTTP 401 may mean besides: refusals that no other token changes. */
    private static final Set<String> NOT_THE_TOKEN = Set.of(
            "oauthtoken_scope_invalid",
            "access_denied",
            "chat_access_denied",
            "chat_not_found",
            "channel_not_exists",
            "operation_failed",
            "operation_not_allowed");

    /** Redirects that say that the request was not processed here; 303 says that it was. */
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 307, 308);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** How Cliq names a fault of its own; gateways have numbers, or names in other forms. */
    private static final Pattern FAULT = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");

    /** Those that are documented; of another one a gateway that has no answer of Cliq may be the author. */
    private static final Set<String> FAULTS =
            Set.of("operation_failed", "chat_operation_failed", "service_unavailable");

    private final Redaction redaction;
    private final Quotation quotation;
    private final Clock clock;

    Classification(Redaction redaction, Message message, Clock clock) {
        this.redaction = redaction;
        this.quotation = new Quotation(redaction, message);
        this.clock = clock;
    }

    /** Whether it is the access token that was refused, and nothing else said, so that a new one may help. */
    static boolean refusesToken(RawAnswer answer) {
        AnswerBody body = AnswerBody.of(answer);
        String code = body.code();
        if (answer.status().is2xxSuccessful() || isThrottle(answer, code, body) || !answer.whole()) {
            return false;
        }
        return TOKEN_REFUSED.contains(code) || (answer.status().value() == 401 && !NOT_THE_TOKEN.contains(code));
    }

    /** An error of Cliq may come without its code: its throttle is known by its words then. */
    private static boolean isThrottle(RawAnswer answer, String code, AnswerBody body) {
        return THROTTLES.contains(code)
                || answer.status().value() == 429
                || (code.isEmpty()
                        && answer.status().is4xxClientError()
                        && StringUtils.startsWithIgnoreCase(body.text("message"), THROTTLE_IN_WORDS));
    }

    Outcome of(RawAnswer answer) {
        int status = answer.status().value();
        AnswerBody body = AnswerBody.of(answer);
        String code = body.code();
        if (answer.status().is2xxSuccessful()) {
            return new Outcome.Delivered(redaction.of(body.fields()));
        }
        if (isThrottle(answer, code, body)) {
            String known = code.isEmpty() ? "http_" + status : redaction.of(code);
            return new Outcome.Throttled(known, retryAfter(answer.headers()));
        }
        if (!answer.whole() && answer.status().isError()) {
            return brokenOff(answer.status());
        }
        if (answer.status().is5xxServerError()) {
            return isFault(status, code)
                    ? new Outcome.Unavailable(redaction.of(code), "HTTP " + status + ", " + detail(body, answer))
                    : new Outcome.Uncertain(
                            "HTTP " + status + " without an error of Cliq's own, as of a gateway on the way");
        }
        if (status == 408 && code.isEmpty()) {
            return new Outcome.Unavailable("http_408", "the request did not arrive in time");
        }
        if (answer.status().is4xxClientError()) {
            String known = code.isEmpty() ? "http_" + status : redaction.of(code);
            return new Outcome.Rejected(
                    known,
                    detail(body, answer),
                    Advice.on(known, !body.text("message").isBlank()));
        }
        return ELSEWHERE.contains(status)
                ? new Outcome.Rejected(
                        "http_" + status,
                        "a redirect, which Cliq never answers with",
                        "Check the connection's data centre and api-base-url.")
                : new Outcome.Uncertain("HTTP " + status + ", which is no answer of Cliq");
    }

    private static boolean isFault(int status, String code) {
        boolean mayBeGateway = status == 502 || status == 504;
        return mayBeGateway ? FAULTS.contains(code) : FAULT.matcher(code).matches();
    }

    /** What follows from no answer at all. */
    Outcome of(RestClientException noAnswer, URI api) {
        TransportFault fault = TransportFault.of(noAnswer, quotation::of);
        return fault.notSent()
                ? new Outcome.Unavailable("not_connected", api + ": " + fault.reason())
                : new Outcome.Uncertain(fault.reason());
    }

    /** With 4xx nothing was posted, but whether it may be later is in the explanation: Cliq throttles with HTTP 400, too. */
    private static Outcome brokenOff(HttpStatusCode status) {
        String what = "HTTP " + status.value() + ", and its explanation broke off";
        return status.is4xxClientError()
                ? new Outcome.Unavailable("http_" + status.value(), what)
                : new Outcome.Uncertain(what);
    }

    private String detail(AnswerBody body, RawAnswer answer) {
        String text = quotation.of(body.text("message"));
        return text.isEmpty() ? "HTTP " + answer.status().value() + " without an explanation" : text;
    }

    /**
     * Zoho documents no {@code Retry-After}; it is honoured where it comes, as seconds or as a date, for a day at most. One that
     * lies in the past tells nothing, and the lock period counts instead.
     */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        try {
            Duration wait = value.chars().allMatch(Character::isDigit)
                    ? seconds(value)
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(Collections.min(List.of(wait, LONGEST_WAIT)))
                    .filter(time -> time.compareTo(Duration.ZERO) > 0);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(new BigInteger(digits)
                .min(BigInteger.valueOf(LONGEST_WAIT.toSeconds()))
                .longValue());
    }
}
