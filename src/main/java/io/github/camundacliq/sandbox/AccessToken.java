package io.github.camundacliq.sandbox;

import java.time.Instant;
import java.util.Set;

/** Opens the API for a user; the grant it was issued for, a refresh token or a client, bounds their number. */
record AccessToken(String value, String grant, String user, Set<String> scopes, Instant expires) {}
