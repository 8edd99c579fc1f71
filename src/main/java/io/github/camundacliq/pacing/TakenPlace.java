package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * A place that a request took, and what became of it.
 *
 * @param latest when the request may have reached Cliq at the latest, as the place was taken
 * @param ended when it was over
 * @param counted whether Cliq may have counted it
 */
public record TakenPlace(
        Connection connection, Bucket bucket, int place, Instant latest, Instant ended, boolean counted) {

    Places.Settled settled() {
        Duration period = bucket.window(connection).period();
        return new Places.Settled(
                new LimitKey(connection.user(), bucket),
                place,
                latest.plus(period).toEpochMilli(),
                ended.plusNanos(999_999).toEpochMilli() + (counted ? period.toMillis() : 0));
    }
}
