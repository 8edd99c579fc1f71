package io.github.camundacliq.delivery;

/**
 * A post with everything its delivery needs to know.
 *
 * @param key names this visit of this activity in this job, the same again after a rollback or a crash
 */
public record PostRequest(String key, Post post, Origin origin, OnUncertain onUncertain) {

    public static PostRequest of(Post post, Origin origin, int visit, OnUncertain onUncertain) {
        return new PostRequest(key(origin, visit), post, origin, onUncertain);
    }

    /**
     * The durable key.
     *
     * @param visit counts visits of the activity within one transaction: one job may pass it three times
     */
    public static String key(Origin origin, int visit) {
        return origin.jobId() + ":" + origin.activityId() + ":" + visit;
    }
}
