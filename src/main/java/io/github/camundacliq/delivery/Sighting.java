package io.github.camundacliq.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * What reading a chat back tells about a post.
 *
 * @param retryAfter what Cliq asked for, if it did
 * @param reason why it cannot tell, if it cannot
 */
public record Sighting(Kind kind, Optional<Duration> retryAfter, String reason) {

    static final Sighting FOUND = of(Kind.FOUND);
    static final Sighting ABSENT = of(Kind.ABSENT);
    static final Sighting OTHER_SENDER = of(Kind.OTHER_SENDER);
    static final Sighting NOT_NOW = of(Kind.NOT_NOW);

    enum Kind {
        FOUND,
        ABSENT,
        /** Nobody but others sent the text, and one of them may be this connection's user by another name. */
        OTHER_SENDER,
        CANNOT_TELL,
        NOT_NOW,
        THROTTLED
    }

    static Sighting throttled(Optional<Duration> retryAfter) {
        return new Sighting(Kind.THROTTLED, retryAfter, "");
    }

    private static Sighting of(Kind kind) {
        return new Sighting(kind, Optional.empty(), "");
    }

    static Sighting cannotTell(String reason) {
        return new Sighting(Kind.CANNOT_TELL, Optional.empty(), reason);
    }
}
