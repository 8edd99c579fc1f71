package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * A slot that a request took, and what became of it.
 *
 * @param latest when the request may have reached Cliq at the latest, as the slot was taken
 * @param ended when it was over
 * @param counted whether Cliq may have counted it
 */
public record TakenSlot(
        Connection connection, Bucket bucket, int slot, Instant latest, Instant ended, boolean counted) {

    Slots.Settled settled() {
        Duration period = bucket.window(connection).period();
        return new Slots.Settled(
                new LimitKey(connection.user(), bucket),
                slot,
                latest.plus(period).toEpochMilli(),
                ended.plusNanos(999_999).toEpochMilli() + (counted ? period.toMillis() : 0));
    }
}
