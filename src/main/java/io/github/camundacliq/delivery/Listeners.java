package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners, none of which can make a post fail that was made. */
final class Listeners implements DeliveryListener {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<DeliveryListener> all;

    Listeners(List<DeliveryListener> all) {
        this.all = all;
    }

    @Override
    public void posted(Post post, Reply reply, Duration duration) {
        LOG.debug(
                "Post to chat {} by connection {}: {} after {} ms",
                post.chat().value(),
                post.connection().linkName(),
                reply.outcome().name(),
                duration.toMillis());
        tell(listener -> listener.posted(post, reply, duration));
    }

    @Override
    public void refused(Optional<Connection> connection, Outcome.Rejected refusal) {
        tell(listener -> listener.refused(connection, refusal));
    }

    private void tell(Consumer<DeliveryListener> news) {
        for (DeliveryListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error broken) {
                LOG.warn("A listener of posts failed; the post did not", broken);
            }
        }
    }
}
