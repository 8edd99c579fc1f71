package io.github.camundacliq.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a connection can obtain tokens, for an operator who asks often. What posts found out counts first; if they did
 * not, the accounts server is asked, at most once in ten minutes, because it gives only ten tokens in that time.
 */
public final class TokenCheck {

    private static final Duration APART = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final TokenReply ASKING = new TokenReply.Unavailable("the accounts server is being asked");

    private final AccessTokens tokens;
    private final Clock clock;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(Instant at, TokenReply reply) {}

    public TokenCheck(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    public TokenReply of(Connection connection) {
        Optional<TokenReply> known = tokens.known(connection);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = clock.instant();
        Optional<Asked> last = claim(connection.linkName(), now);
        if (last.isPresent()) {
            return last.get().reply();
        }
        TokenReply reply = tokens.get(connection, Deadline.in(PATIENCE, clock));
        asked.put(connection.linkName(), new Asked(now, reply));
        return reply;
    }

    /** Lets one caller in ten minutes ask; the others get what that one got. */
    private synchronized Optional<Asked> claim(String linkName, Instant now) {
        Optional<Asked> last = Optional.ofNullable(asked.get(linkName))
                .filter(earlier -> earlier.at().plus(APART).isAfter(now));
        if (last.isEmpty()) {
            asked.put(linkName, new Asked(now, ASKING));
        }
        return last;
    }
}
