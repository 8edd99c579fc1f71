package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import java.time.Duration;
import java.util.Optional;

/** Wants to know of every attempt at a post, such as a meter. */
public interface DeliveryListener {

    /**
     * An attempt came to its end, well or not; outside any transaction.
     *
     * @param duration of the whole attempt, tokens included
     */
    void posted(Post post, Reply reply, Duration duration);

    /**
     * There was nothing to post, because the task's inputs are wrong; in the transaction of its job.
     *
     * @param connection if that could be read
     */
    default void refused(Optional<Connection> connection, Outcome.Rejected refusal) {}
}
