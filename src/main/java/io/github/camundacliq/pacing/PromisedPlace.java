package io.github.camundacliq.pacing;

/**
 * A place that is free now, and promised to somebody.
 *
 * @param until for when it is promised at the latest, in milliseconds since 1970
 */
public record PromisedPlace(LimitKey limit, int nr, long until) {}
