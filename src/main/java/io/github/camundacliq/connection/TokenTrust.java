package io.github.camundacliq.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What Cliq itself made of access tokens. If Cliq refuses a token for one post that it has accepted since its last
 * refusal, the token is not to blame; one that it has only refused is likely to be refused for all posts.
 */
final class TokenTrust {

    /** Of the ten tokens that Zoho gives in ten minutes, so many may replace others without a closer look. */
    private static final int MOST_REPLACED = 4;

    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Deque<Instant>> replaced = new ConcurrentHashMap<>();
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    private record Verdict(TokenReply.Granted granted, boolean accepted) {}

    private record Doubt(Secret token, TokenReply.Refused told, Instant until) {}

    TokenTrust(Clock clock) {
        this.clock = clock;
    }

    /** A late answer to an older token says nothing of the one that there is. */
    void accept(Connection connection, TokenReply.Granted granted) {
        Verdict accepted = new Verdict(granted, true);
        Verdict now = verdicts.merge(
                connection.linkName(),
                accepted,
                (known, unused) -> known.granted().asked().isAfter(granted.asked()) ? known : accepted);
        if (now.equals(accepted)) {
            doubts.computeIfPresent(
                    connection.linkName(), (name, doubt) -> doubt.token().equals(granted.token()) ? null : doubt);
        }
    }

    /** Returns how it stood until then. */
    TokenStanding refuse(Connection connection, TokenReply.Granted granted) {
        Verdict accepted = new Verdict(granted, true);
        if (!verdicts.replace(connection.linkName(), accepted, new Verdict(granted, false))) {
            return TokenStanding.UNPROVEN;
        }
        return isSpent(connection) ? TokenStanding.STAYS : TokenStanding.ACCEPTED;
    }

    /** Another token will be asked for, because Cliq refused the one there was. */
    void replaced(Connection connection) {
        replaced.computeIfAbsent(connection.linkName(), unseen -> new ConcurrentLinkedDeque<>())
                .add(clock.instant());
    }

    private boolean isSpent(Connection connection) {
        Deque<Instant> times = replaced.getOrDefault(connection.linkName(), new ConcurrentLinkedDeque<>());
        times.removeIf(time -> time.plus(PERIOD).isBefore(clock.instant()));
        return times.size() >= MOST_REPLACED;
    }

    void suspect(Connection connection, Secret token, TokenReply.Refused told, Instant until) {
        doubts.put(connection.linkName(), new Doubt(token, told, until));
    }

    /** What is told of a token in doubt. */
    Optional<TokenReply.Refused> doubt(Connection connection, Secret token) {
        return Optional.ofNullable(doubts.get(connection.linkName()))
                .filter(doubt -> doubt.token().equals(token))
                .filter(doubt -> clock.instant().isBefore(doubt.until()))
                .map(Doubt::told);
    }
}
