package io.github.camundacliq.connection;

import java.time.Instant;

/** What became of asking for an access token. */
public sealed interface TokenReply {

    /**
     * A token.
     *
     * @param asked when it was asked for: whatever Cliq refused before says nothing about it
     * @param goodUntil after which a new one is fetched, ahead of Zoho's own expiry
     */
    record Granted(Secret token, Instant asked, Instant goodUntil) implements TokenReply {}

    /**
     * The accounts server will not give a token until a person changes something.
     *
     * @param code Zoho's code, such as {@code invalid_code}
     * @param advice what that person has to do
     */
    record Refused(String code, String advice) implements TokenReply {

        /** The same, for somebody who would else retry in vain. */
        Refused rememberedUntil(Instant then) {
            return new Refused(code, advice + " Until " + then + " this node gives the same answer without asking.");
        }

        /** The same of a token that is there, and that Cliq refuses. */
        Refused withoutAnotherUntil(Instant then) {
            return new Refused(code, advice + " Until " + then + " this node asks for no other token.");
        }
    }

    /** No token now, perhaps later: the accounts server is down, out of reach or throttling. */
    record Unavailable(String reason) implements TokenReply {

        /** The same, for somebody who would else retry in vain. */
        Unavailable rememberedUntil(Instant then) {
            return new Unavailable(reason + ". This node asks for no token before " + then);
        }
    }
}
