package io.github.camundacliq.cockpit;

import org.jspecify.annotations.Nullable;

/**
 * Names the post that somebody decides about.
 *
 * @param version of it that he saw; without one, he decides about whatever it is now
 */
public record PostKey(@Nullable String key, @Nullable String version) {}
