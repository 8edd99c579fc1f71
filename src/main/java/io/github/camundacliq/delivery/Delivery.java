package io.github.camundacliq.delivery;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.Outcome;

/** Brings a post to Cliq. */
public final class Delivery {

    private final CliqClient client;

    public Delivery(CliqClient client) {
        this.client = client;
    }

    public Outcome deliver(Post post) {
        return client.post(post.connection(), post.chat(), post.message()).outcome();
    }
}
