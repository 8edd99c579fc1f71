package io.github.camundacliq.client;

import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.connection.TokenStanding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows where Cliq refuses an access token. The token may have expired, or been pushed out by another node's; the user
 * may not do what was asked; or Cliq refuses every token of the connection.
 */
final class RefusedToken {

    /** One that was asked for longer ago may have been pushed out since. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private static final String FOR_OTHERS =
            "Cliq takes the same access token for other posts: see whether the connection's Zoho user may post to this chat, then"
                    + " retry the job.";

    private final AccessTokens tokens;
    private final Clock clock;

    RefusedToken(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A post is made once more with a new token, unless the refused one was new itself, or Cliq is known to refuse new ones of
     * this connection. Where many tokens were replaced lately, and Cliq accepts this one from others, it is made once more with
     * the same.
     *
     * @param repeated when the attempt began whose token was refused, if this one repeats it
     */
    Outcome ofPost(
            Connection connection, TokenReply.Granted granted, Optional<Instant> repeated, Outcome.Rejected rejected) {
        Optional<TokenReply.Refused> doubt = tokens.doubt(connection, granted);
        if (doubt.isPresent()) {
            return advised(rejected, doubt.get().advice());
        }
        boolean isNew = isNew(granted, repeated);
        return switch (tokens.refuse(connection, granted)) {
            case UNPROVEN -> isNew ? suspected(connection, granted, rejected) : another(connection, granted);
            case ACCEPTED -> isNew ? advised(rejected, FOR_OTHERS) : another(connection, granted);
            case STAYS -> repeated.isPresent() ? advised(rejected, FOR_OTHERS) : Outcome.Unavailable.tokenRefused();
        };
    }

    /**
     * Cliq counts each look into a chat, so that there is no second one now. A token that was asked for since the post in
     * question stays: posts may be allowed where readings are not.
     *
     * @param posted when the post in question was made
     */
    Reading ofReading(Connection connection, TokenReply.Granted granted, Instant posted) {
        TokenStanding standing = tokens.refuse(connection, granted);
        if (standing == TokenStanding.STAYS || !granted.asked().isBefore(posted)) {
            return new Reading.Unknowable("Cliq refuses the access token for it");
        }
        tokens.drop(connection, granted);
        return new Reading.NotNow();
    }

    private boolean isNew(TokenReply.Granted granted, Optional<Instant> repeated) {
        return repeated.filter(first -> !granted.asked().isBefore(first)).isPresent()
                && granted.asked().isAfter(clock.instant().minus(NEW));
    }

    private Outcome another(Connection connection, TokenReply.Granted granted) {
        tokens.drop(connection, granted);
        return Outcome.Unavailable.tokenRefused();
    }

    private Outcome suspected(Connection connection, TokenReply.Granted granted, Outcome.Rejected rejected) {
        TokenReply.Refused reason = new TokenReply.Refused(rejected.code(), rejected.advice());
        return advised(rejected, tokens.suspect(connection, granted, reason).advice());
    }

    private static Outcome advised(Outcome.Rejected rejected, String advice) {
        return new Outcome.Rejected(rejected.code(), rejected.detail(), advice);
    }
}
