package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class PostToCliqChatTests {

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Test
    void postsATextAndStoresTheResponseAsJson() {
        String instance = processes.start("hello", Map.of("chatId", "2230642502702656126", "message", "Hello"));
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).singleElement().satisfies(post -> {
            assertThat(post.path()).isEqualTo("/api/v2/chats/2230642502702656126/message");
            assertThat(post.body()).isEqualTo("{\"text\":\"Hello\"}");
            assertThat(post.headers().get("User-agent")).containsExactly("camunda-cliq/development");
        });
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
    }
}
