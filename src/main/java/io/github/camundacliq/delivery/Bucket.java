package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.message.Message;
import java.time.Duration;

/** What Zoho counts apart for each user. */
enum Bucket {
    MESSAGES,
    FILES,
    /** Reading a chat back: 15 a minute [doc]. */
    READS;

    private static final Rate DOCUMENTED_READS = new Rate(15, Duration.ofMinutes(1));

    static Bucket of(Post post) {
        return post.message() instanceof Message.Files ? FILES : MESSAGES;
    }

    Window window(Connection connection) {
        return Window.of(
                switch (this) {
                    case MESSAGES -> connection.limits().messages();
                    case FILES -> connection.limits().files();
                    case READS -> DOCUMENTED_READS;
                });
    }
}
