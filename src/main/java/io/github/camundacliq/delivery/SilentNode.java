package io.github.camundacliq.delivery;

/**
 * A node whose heartbeat is missing.
 *
 * @param gone whether for so long that it can hardly be at work any more
 */
public record SilentNode(String owner, boolean gone) {}
