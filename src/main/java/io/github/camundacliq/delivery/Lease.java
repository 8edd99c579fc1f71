package io.github.camundacliq.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * The permission to send one post, known to every node.
 *
 * @param owner the node that holds it
 * @param notBefore when the request may leave; at most a moment from now
 * @param end by the owner's clock; after it the owner sends the post no more, and who finds the owner silent may go on with it
 * @param slot that the post takes in its user's limit
 * @param repeated when the attempt began whose access token Cliq refused, if this is the one that follows it
 * @param doubtful whether an earlier attempt may have been delivered
 */
record Lease(String owner, Instant notBefore, Instant end, int slot, Optional<Instant> repeated, boolean doubtful) {}
