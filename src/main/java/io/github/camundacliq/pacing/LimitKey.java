package io.github.camundacliq.pacing;

/** One limit: of which user, for what. Posts that count for the same one wait for the same slots. */
public record LimitKey(String user, Bucket bucket) {}
