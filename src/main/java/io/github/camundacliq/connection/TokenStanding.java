package io.github.camundacliq.connection;

/** What Cliq had made of an access token before it refused it for one post. */
public enum TokenStanding {
    /** It has accepted it from nobody since it last refused it. */
    UNPROVEN,
    ACCEPTED,
    /** It accepted it from others, and so many tokens were replaced lately that this one stays. */
    STAYS
}
