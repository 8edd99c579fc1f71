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
 * What Cliq itself made of access tokens. One that it accepted from somebody is not to blame where it refuses it for one post;
 * one that it only refused is likely to be refused for all.
 */
final class TokenTrust {

    /** Of the ten tokens that Zoho gives in ten minutes, so many may replace others. */
    private static final int MOST_REPLACED = 4;

    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Deque<Instant>> replaced = new ConcurrentHashMap<>();
    private final Map<String, Secret> accepted = new ConcurrentHashMap<>();
    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    private record Doubt(Secret token, TokenReply.Refused told, Instant until) {}

    TokenTrust(Clock clock) {
        this.clock = clock;
    }

    void accept(Connection connection, Secret token) {
        if (!isAccepted(connection, token)) {
            accepted.put(connection.linkName(), token);
            doubts.remove(connection.linkName());
        }
    }

    boolean isAccepted(Connection connection, Secret token) {
        return token.equals(accepted.get(connection.linkName()));
    }

    /** Another token will be asked for, because Cliq refused the one there was. */
    void replaced(Connection connection) {
        replaced.computeIfAbsent(connection.linkName(), unseen -> new ConcurrentLinkedDeque<>())
                .add(clock.instant());
    }

    /** Whether no more may be replaced for now: some posts are refused whatever the token, and the others need one. */
    boolean isSpent(Connection connection) {
        Deque<Instant> times = replaced.getOrDefault(connection.linkName(), new ConcurrentLinkedDeque<>());
        times.removeIf(time -> time.plus(PERIOD).isBefore(clock.instant()));
        return times.size() >= MOST_REPLACED;
    }

    void doubt(Connection connection, Secret token, TokenReply.Refused told, Instant until) {
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
