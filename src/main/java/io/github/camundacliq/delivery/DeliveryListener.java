package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Reply;
import java.time.Duration;

/** Wants to know of every post that was made, such as a meter. It is called outside any transaction. */
public interface DeliveryListener {

    /**
     * A post came to its end, well or not.
     *
     * @param duration of the whole delivery, tokens included
     */
    void posted(Post post, Reply reply, Duration duration);
}
