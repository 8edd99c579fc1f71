package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.TestConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostMetersTests {

    private static final Post POST = new Post(
            TestConnections.to("https://cliq.zoho.eu", "https://accounts.zoho.eu"),
            new ChatId("CT_1"),
            new Message.Text("Hello"));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PostMeters meters = new PostMeters(registry);

    @Test
    void serverThatInventsCodesFillsNoRegistry() {
        for (int number = 0; number < 1000; number++) {
            refused("invented_" + number);
        }
        assertThat(registry.find("cliq.posts").counters()).hasSize(51);
        assertThat(registry.find("cliq.posts").tag("code", "other").counter().count())
                .isEqualTo(950);
    }

    @Test
    void codeThatIsNoneIsNoTag() {
        refused("<script>");
        refused("a".repeat(1000));
        assertThat(registry.find("cliq.posts").tag("code", "other").counter().count())
                .isEqualTo(2);
        assertThat(registry.find("cliq.posts").counters()).hasSize(1);
    }

    private void refused(String code) {
        meters.posted(POST, new Reply(new Outcome.Rejected(code, "", ""), 1), Duration.ofMillis(5));
    }
}
