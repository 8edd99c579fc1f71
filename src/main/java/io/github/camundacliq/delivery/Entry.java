package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal knows about a post.
 *
 * @param due of a waiting post
 * @param place of a waiting post in its user's window
 */
record Entry(State state, Instant deadline, Instant due, int place, Instant sent, Optional<Outcome> outcome) {}
