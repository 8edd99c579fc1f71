package io.github.camundacliq.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One access token for each connection, fetched by one caller at a time and shared by all.
 *
 * <p>Zoho issues at most 10 tokens in 10 minutes for a refresh token, and a new one ends the oldest, so none is asked for
 * without need: a refusal is remembered for a minute, after a failure a moment passes, and after Zoho's "too many
 * requests" none is asked for in ten minutes. Where Cliq refuses a token, another one is asked for only if that may help.
 */
public final class AccessTokens {

    private static final Duration REFUSAL_KEPT = Duration.ofMinutes(1);

    /** Longer, because Cliq refuses a token after two were asked for. */
    private static final Duration DOUBT = Duration.ofMinutes(3);

    private static final Duration THROTTLE_PAUSE = Duration.ofMinutes(10);

    /** With less time left nobody asks on their own: a slow accounts server would count each that is given up. */
    private static final Duration WORTH_ASKING = Duration.ofSeconds(10);

    private final AccountsServer accounts;
    private final TokenTrust trust;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Fetch> fetching = new ConcurrentHashMap<>();

    private record Kept(TokenReply reply, Instant until) {}

    /** A request to the accounts server that is under way, and for how long its caller waits. */
    private record Fetch(Deadline deadline, CompletableFuture<TokenReply> reply) {}

    public AccessTokens(Transport transport, Clock clock) {
        this.accounts = new AccountsServer(transport, clock);
        this.trust = new TokenTrust(clock);
        this.clock = clock;
    }

    /** The connection's token, or why there is none; returns by the deadline. */
    public TokenReply get(Connection connection, Deadline deadline) {
        Optional<TokenReply> known = kept(connection);
        if (known.isPresent()) {
            return known.get();
        }
        Fetch mine = new Fetch(deadline, new CompletableFuture<>());
        Fetch first = fetching.putIfAbsent(connection.linkName(), mine);
        return first == null ? fetch(connection, mine) : join(first, connection, deadline);
    }

    /**
     * Whoever waited for another's request makes one of its own if that one was given up and enough of its own time is left.
     */
    private TokenReply join(Fetch first, Connection connection, Deadline deadline) {
        TokenReply reply = await(first.reply(), deadline);
        return reply instanceof TokenReply.Unavailable
                        && first.deadline().isOver()
                        && deadline.rest().compareTo(WORTH_ASKING) > 0
                ? get(connection, deadline)
                : reply;
    }

    /** What is known of the connection's token without asking the accounts server; a token that Cliq refuses is refused. */
    Optional<TokenReply> known(Connection connection) {
        return kept(connection)
                .map(reply -> reply instanceof TokenReply.Granted granted
                        ? doubt(connection, granted).map(TokenReply.class::cast).orElse(reply)
                        : reply);
    }

    private Optional<TokenReply> kept(Connection connection) {
        return Optional.ofNullable(kept.get(connection.linkName()))
                .filter(reply -> clock.instant().isBefore(reply.until()))
                .map(Kept::reply);
    }

    /** Cliq took a post with this token. */
    public void accept(Connection connection, TokenReply.Granted granted) {
        trust.accept(connection, granted);
    }

    /** Cliq refused a post with this token. Returns how it stood until then. */
    public TokenStanding refuse(Connection connection, TokenReply.Granted granted) {
        return trust.refuse(connection, granted);
    }

    /** What is told of a token that Cliq refused although it was new, and has accepted from nobody. */
    public Optional<TokenReply.Refused> doubt(Connection connection, TokenReply.Granted granted) {
        return trust.doubt(connection, granted.token());
    }

    /** Forgets a token that Cliq refused, unless somebody replaced it already. */
    public void drop(Connection connection, TokenReply.Granted granted) {
        kept.computeIfPresent(connection.linkName(), (name, known) -> {
            if (!known.reply().equals(granted)) {
                return known;
            }
            trust.replaced(connection);
            return null;
        });
    }

    /** Cliq refused a new token, too: others would only use up what Zoho gives, until it gives none. Returns what is told. */
    public TokenReply.Refused suspect(Connection connection, TokenReply.Granted granted, TokenReply.Refused reason) {
        Instant until = in(DOUBT);
        Kept doubted = new Kept(granted, until);
        Kept now = kept.computeIfPresent(
                connection.linkName(), (name, known) -> known.reply().equals(granted) ? doubted : known);
        if (!doubted.equals(now)) {
            return reason;
        }
        TokenReply.Refused told = reason.withoutAnotherUntil(until);
        trust.suspect(connection, granted.token(), told, until);
        return told;
    }

    /** Forgets whatever the accounts server said, refusals too: it begins anew. */
    public void forget(Connection connection) {
        kept.remove(connection.linkName());
    }

    private TokenReply fetch(Connection connection, Fetch mine) {
        TokenReply reply = new TokenReply.Unavailable("the token request ended unexpectedly");
        try {
            Optional<TokenReply> known = kept(connection);
            if (known.isPresent()) {
                reply = known.get();
            } else {
                reply = kept(connection, accounts.token(connection, mine.deadline()));
            }
            return reply;
        } finally {
            fetching.remove(connection.linkName());
            mine.reply().complete(reply);
        }
    }

    private TokenReply kept(Connection connection, TokenReply reply) {
        if (reply instanceof TokenReply.Granted granted) {
            return keep(connection, reply, granted.goodUntil());
        }
        if (reply instanceof TokenReply.Refused refused) {
            Instant until = in(REFUSAL_KEPT);
            return keep(connection, refused.rememberedUntil(until), until);
        }
        if (reply.equals(TokenErrors.THROTTLED)) {
            Instant until = in(THROTTLE_PAUSE);
            return keep(connection, TokenErrors.THROTTLED.rememberedUntil(until), until);
        }
        return reply;
    }

    private TokenReply keep(Connection connection, TokenReply reply, Instant until) {
        kept.put(connection.linkName(), new Kept(reply, until));
        return reply;
    }

    /** In whole seconds, because it is told to people. */
    private Instant in(Duration time) {
        return clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private static TokenReply await(CompletableFuture<TokenReply> first, Deadline deadline) {
        try {
            return first.get(deadline.rest().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return new TokenReply.Unavailable("the accounts server gave no token in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new TokenReply.Unavailable("stopped while waiting for an access token");
        } catch (ExecutionException impossible) {
            return new TokenReply.Unavailable("the token request ended unexpectedly");
        }
    }
}
