package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Reply;
import java.time.Instant;

/**
 * What became of a request.
 *
 * @param at when that was known; it may be written down a good while later
 */
public record Answer(Reply reply, Instant at) {}
