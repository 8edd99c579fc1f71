package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of its limits a connection has used up over all nodes, and how many posts wait for them.
 *
 * @param callsUsed external calls of the current period, those under way included; 0 if they are not limited
 * @param lockedUntil when Cliq will take something of its user again, if it takes nothing now
 * @param waiting posts that wait for their turn
 */
public record Usage(Connection connection, int callsUsed, Optional<Instant> lockedUntil, int waiting) {}
