package io.github.camundacliq.delivery;

/**
 * A post with everything its delivery needs to know.
 *
 * @param key names this visit of this activity in this job, the same again after a rollback or a crash
 */
public record PostRequest(String key, Post post, Origin origin, OnUncertain onUncertain) {

    /** Whether its job is not its own, and may come to other posts when it runs again. */
    boolean sharesJob() {
        return !key.equals(origin.jobId());
    }
}
