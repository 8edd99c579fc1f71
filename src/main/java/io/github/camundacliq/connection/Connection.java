package io.github.camundacliq.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A named way to act for one Zoho user, as Deluge's third parameter names it.
 *
 * @param linkName the name processes use
 * @param user whose limits it uses; connections of one Zoho user name the same user
 * @param api the address above {@code /api/v2}
 * @param accounts the address above {@code /oauth/v2/token}
 * @param externalCalls how many answered calls the plan allows, empty if unlimited
 * @param sandbox whether it leads to this application's own sandbox, which is told which process instance posts
 */
public record Connection(
        String linkName,
        String user,
        URI api,
        URI accounts,
        Grant grant,
        Limits limits,
        Optional<Rate> externalCalls,
        boolean sandbox) {

    /** Zoho's limits for one user; after an overrun Cliq refuses everything of that user for the lock period. */
    public record Limits(Rate messages, Rate files, Duration lock) {}
}
