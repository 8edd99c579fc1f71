package io.github.camundacliq.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of reading a chat back. */
public sealed interface Reading {

    /** All messages of the time. */
    record Messages(List<SeenMessage> all) implements Reading {}

    /** Cliq lets the user do nothing for a time. */
    record Throttled(Optional<Duration> retryAfter) implements Reading {}

    /** No answer of Cliq came; another attempt may get one. */
    record NotNow() implements Reading {}

    /**
     * No attempt will tell.
     *
     * @param reason for whoever has to look instead, such as a scope that is missing
     */
    record Unknowable(String reason) implements Reading {}
}
