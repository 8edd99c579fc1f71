package io.github.camundacliq.delivery;

/** A place that is free now, and the post that may have it instead of waiting for the one it was promised. */
public record Vacancy(int place, String key, String jobId) {}
