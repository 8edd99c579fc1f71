package io.github.camundacliq.pacing;

/** One limit: of whom, for what. Who counts for the same one waits for the same slots. */
public record LimitKey(String user, Bucket bucket) {}
