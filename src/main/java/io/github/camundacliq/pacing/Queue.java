package io.github.camundacliq.pacing;

/** Those who wait for the same places. */
public record Queue(String user, Bucket bucket) {}
