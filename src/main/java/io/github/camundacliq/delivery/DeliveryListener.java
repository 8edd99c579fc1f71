package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Reply;
import java.time.Duration;

/** Wants to know of every attempt at a post, such as a meter. It is called outside any transaction. */
public interface DeliveryListener {

    /**
     * An attempt came to its end, well or not.
     *
     * @param duration of the whole attempt, tokens included
     */
    void posted(Post post, Reply reply, Duration duration);
}
