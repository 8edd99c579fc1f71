package io.github.camundacliq.pacing;

/**
 * A slot that is free now, and promised to somebody.
 *
 * @param until for when it is promised at the latest, in milliseconds since 1970
 */
public record PromisedSlot(LimitKey limit, int nr, long until) {}
