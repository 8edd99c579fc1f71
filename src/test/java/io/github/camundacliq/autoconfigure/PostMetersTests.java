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
import java.util.Map;
import java.util.Optional;
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

    @Test
    void eachOutcomeHasItsName() {
        posted(new Outcome.Delivered(Map.of()));
        posted(new Outcome.Rejected("chat_not_found", "", ""));
        posted(new Outcome.Throttled("request_limit_exceeded", Optional.empty()));
        posted(new Outcome.Unavailable("not_connected", ""));
        posted(new Outcome.Uncertain("the connection broke"));
        assertThat(registry.find("cliq.posts").counters())
                .extracting(counter -> counter.getId().getTag("outcome") + " "
                        + counter.getId().getTag("code") + " " + counter.count())
                .containsExactlyInAnyOrder(
                        "delivered none 1.0",
                        "rejected chat_not_found 1.0",
                        "throttled request_limit_exceeded 1.0",
                        "unavailable not_connected 1.0",
                        "uncertain none 1.0");
        assertThat(registry.find("cliq.external.calls").counter().count()).isEqualTo(5);
        assertThat(registry.find("cliq.post").timers()).hasSize(5);
    }

    @Test
    void countsWhatWasRefusedForItsInputsAlsoWithoutAConnection() {
        Outcome.Rejected refusal = new Outcome.Rejected("invalid_input", "", "");
        meters.refused(Optional.of(POST.connection()), refusal);
        meters.refused(Optional.empty(), refusal);
        assertThat(registry.find("cliq.posts").tag("code", "invalid_input").counters())
                .extracting(counter -> counter.getId().getTag("connection"))
                .containsExactlyInAnyOrder(POST.connection().linkName(), "none");
        assertThat(registry.find("cliq.external.calls").counters()).isEmpty();
    }

    @Test
    void countsAnAttemptThatIsRepeatedWithANewTokenAsACallOnly() {
        posted(new Outcome.Unavailable("token-refused", ""));
        posted(new Outcome.Delivered(Map.of()));
        assertThat(registry.find("cliq.posts").counters()).singleElement().satisfies(counter -> assertThat(
                        counter.getId().getTag("outcome"))
                .isEqualTo("delivered"));
        assertThat(registry.find("cliq.external.calls").counter().count()).isEqualTo(2);
    }

    private void refused(String code) {
        posted(new Outcome.Rejected(code, "", ""));
    }

    private void posted(Outcome outcome) {
        meters.posted(POST, new Reply(outcome, 1), Duration.ofMillis(5));
    }
}
