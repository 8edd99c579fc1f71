package io.github.camundacliq.delivery;

/**
 * A post with everything its delivery needs to know.
 *
 * @param key names this visit of this activity in this job, the same again after a rollback or a crash
 */
public record PostRequest(String key, Post post, Origin origin, OnUncertain onUncertain) {}
