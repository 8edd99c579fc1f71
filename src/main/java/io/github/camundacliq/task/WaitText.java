package io.github.camundacliq.task;

import io.github.camundacliq.delivery.Post;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Why something is not posted now: a job waits, and nobody has to do anything; whoever called has to call again. */
public final class WaitText {

    private WaitText() {}

    static String forCaller(Post post, Instant due, String reason) {
        return "Not posted, and the transaction that called it is rolled back: " + reason + ". Try it again after "
                + due.truncatedTo(ChronoUnit.SECONDS) + ". " + post.described();
    }

    /** What the job shows; a reason that says itself what to do ends with a full stop. */
    public static String of(Post post, Instant due, String reason) {
        return JobText.of("Waits until " + due.truncatedTo(ChronoUnit.SECONDS) + ": " + reason
                + (reason.endsWith(".") ? " " : ". Nothing to do while it has retries. ") + post.described());
    }
}
