package io.github.camundacliq.task;

import io.github.camundacliq.delivery.Post;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a waiting job shows: until when, why, and that nobody has to do anything. */
public final class WaitText {

    private WaitText() {}

    public static String of(Post post, Instant due, String reason) {
        return "Waits until " + due.truncatedTo(ChronoUnit.SECONDS) + ": " + reason + ". Nothing to do. "
                + post.described();
    }
}
