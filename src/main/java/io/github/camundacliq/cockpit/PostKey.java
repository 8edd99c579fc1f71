package io.github.camundacliq.cockpit;

import org.jspecify.annotations.Nullable;

/** Names the post that somebody decides about. */
public record PostKey(@Nullable String key) {}
