package io.github.camundacliq.delivery;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Other posts of the same text to the same chat by the same user.
 *
 * @param shown how many the chat certainly shows in the time in question
 * @param unknown how many it may show there, or not
 */
record Twins(int shown, int unknown) {

    /** Nobody needs longer from the beginning of a post to its answer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String SHOWN = "DOUBTFUL_ = 0 and OUTCOME_ = 'delivered' and SENT_ >= ? and ANSWERED_ <= ?";
    private static final String UNKNOWN = "(OUTCOME_ = 'delivered' and ANSWERED_ >= ?) or DEADLINE_ >= ? and"
            + " (DOUBTFUL_ = 1 or STATE_ = 'SENDING' or OUTCOME_ = 'uncertain')";

    boolean any() {
        return shown + unknown > 0;
    }

    /**
     * Finds them.
     *
     * @param from the earliest instant, on this clock, of a message that the chat may show in the time in question
     * @param sent the earliest instant of one that it certainly does
     * @param visible until when a message must have been taken to be seen by now
     */
    static Twins of(String key, StoredPost post, Instant from, Instant sent, Instant visible, JdbcClient jdbc) {
        return jdbc.sql("select coalesce(sum(case when " + SHOWN + " then 1 else 0 end), 0),"
                        + " coalesce(sum(case when " + SHOWN + " then 0 when " + UNKNOWN + " then 1 else 0 end), 0)"
                        + " from CLIQ_JOURNAL where CHAT_ = ? and USER_ = ? and FINGERPRINT_ = ? and KEY_ <> ?"
                        + " and SENT_ >= ?")
                .params(
                        sent.toEpochMilli(),
                        visible.toEpochMilli(),
                        sent.toEpochMilli(),
                        visible.toEpochMilli(),
                        from.toEpochMilli(),
                        from.toEpochMilli(),
                        post.chat(),
                        post.user(),
                        post.fingerprint(),
                        key,
                        from.minus(LONGEST).toEpochMilli())
                .query((row, nr) -> new Twins(row.getInt(1), row.getInt(2)))
                .single();
    }
}
