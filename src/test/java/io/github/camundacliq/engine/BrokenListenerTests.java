package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.DeliveryListener;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** Who only wants to know of posts cannot make one go out again. */
class BrokenListenerTests {

    static class OldLibrary {

        @Bean
        DeliveryListener meter() {
            return (post, reply, duration) -> {
                throw new NoSuchMethodError("a meter of another version");
            };
        }
    }

    @Test
    void aPostIsOverThoughAListenerLacksALibrary() {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of(), OldLibrary.class)) {
            node.processes().deploy(simple("listened"), "listened");
            String instance = node.processes().start("listened", Map.of("chatId", "1", "message", "Hello"));
            node.processes().awaitEnd(instance);
            assertThat(cliq.posts()).hasSize(1);
            assertThat(node.processes().json(instance, "response")).contains("success");
        }
    }
}
