package io.github.camundacliq.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What became of one post. Texts in it are free of secrets. */
public sealed interface Outcome {

    /** The outcome's name as the contract, the journal and the metrics write it. */
    String name();

    <R> R match(Cases<R> cases);

    /** Why it is not delivered, as Cliq, the accounts server or we ourselves call it; empty where nobody does. */
    default String code() {
        return "";
    }

    /** Whether a first attempt's access token was refused, so that a second one has to follow with a new token. */
    default boolean wantsNewToken() {
        return false;
    }

    /** This outcome, if an earlier attempt may have been delivered: a failed attempt says nothing about that one. */
    default Outcome inDoubt() {
        return this;
    }

    /** Whether nobody knows if it was delivered, by this attempt or an earlier one. */
    default boolean leavesDoubt() {
        return false;
    }

    /** One function for each outcome: the exhaustive switch that Java 17 lacks. */
    interface Cases<R> {

        R delivered(Delivered delivered);

        R rejected(Rejected rejected);

        R throttled(Throttled throttled);

        R unavailable(Unavailable unavailable);

        R uncertain(Uncertain uncertain);
    }

    /** Cliq took it (any 2xx). {@code answer} is what Cliq returned, often nothing. */
    record Delivered(Map<String, Object> answer) implements Outcome {

        /** What the process gets: that it was a success, and Cliq's answer as far as it does not say so itself. */
        public Map<String, Object> response() {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("status", "success");
            answer.forEach(response::putIfAbsent);
            return response;
        }

        @Override
        public String name() {
            return "delivered";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delivered(this);
        }
    }

    /**
     * It will never be taken as it is.
     *
     * @param code Cliq's or the accounts server's code, or one of ours for an input we refused
     * @param detail the other side's own words, or ours about an input
     * @param advice what a person has to do
     * @param leavesDoubt whether an earlier attempt may have been delivered
     */
    record Rejected(String code, String detail, String advice, boolean leavesDoubt) implements Outcome {

        public Rejected(String code, String detail, String advice) {
            this(code, detail, advice, false);
        }

        @Override
        public Outcome inDoubt() {
            return new Rejected(code, detail, advice, true);
        }

        /** What the process gets, if it goes on or catches the refusal. */
        public Map<String, Object> response() {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("status", "failure");
            response.put("code", code);
            response.put("message", detail);
            return response;
        }

        @Override
        public String name() {
            return "rejected";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * Cliq counts too many requests of this user, or we know that it would; nothing was taken.
     *
     * @param retryAfter what Cliq asked for, if it did
     */
    record Throttled(String code, Optional<Duration> retryAfter) implements Outcome {

        @Override
        public String name() {
            return "throttled";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.throttled(this);
        }
    }

    /**
     * It was certainly not delivered and may be later.
     *
     * @param leavesDoubt whether an earlier attempt may have been delivered
     */
    record Unavailable(String code, String reason, boolean leavesDoubt) implements Outcome {

        /** In a form that no answer's own code has where it counts as a fault of Cliq. */
        private static final String TOKEN_REFUSED = "token-refused";

        public Unavailable(String code, String reason) {
            this(code, reason, false);
        }

        static Unavailable tokenRefused() {
            return new Unavailable(TOKEN_REFUSED, "Cliq refused the access token");
        }

        @Override
        public Outcome inDoubt() {
            return new Unavailable(code, reason, true);
        }

        @Override
        public boolean wantsNewToken() {
            return code.equals(TOKEN_REFUSED);
        }

        @Override
        public String name() {
            return "unavailable";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unavailable(this);
        }
    }

    /** The request left and no trustworthy answer came: nobody here knows whether it was delivered. */
    record Uncertain(String reason) implements Outcome {

        @Override
        public boolean leavesDoubt() {
            return true;
        }

        @Override
        public String name() {
            return "uncertain";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.uncertain(this);
        }
    }
}
