package io.github.camundacliq.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.StubCliq.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.Job;
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
            assertThat(post.headers().toString())
                    .as("a foreign server learns nothing of the process")
                    .doesNotContain(instance);
        });
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void fiftyTasksAtOnceAskForOneToken() {
        List<String> instances = IntStream.range(0, 50)
                .mapToObj(i ->
                        processes.start("hello", Map.of("chatId", "CT_" + i, "message", "Hello", "connection", "cold")))
                .toList();
        instances.forEach(processes::awaitEnd);
        assertThat(cliq.tokenRequests()).hasSize(1);
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .doesNotHaveDuplicates()
                .hasSize(50);
    }

    @Test
    void waitsForTheEndOfALockWithoutARetryOrAnIncident() {
        cliq.always(Answer.error(400, "request_limit_exceeded"));
        Instant before = Instant.now();
        String instance =
                processes.start("hello", Map.of("chatId", "CT_1", "message", "Hello", "connection", "throttled"));
        Job waiting = processes.awaitJob(instance, job -> job.getDuedate() != null);
        assertThat(waiting.getDuedate().toInstant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(9)));
        assertThat(waiting.getRetries()).isEqualTo(3);
        assertThat(processes.incidents(instance)).isEmpty();
        assertThat(cliq.posts()).hasSize(1);
        processes.cancel(instance);
    }

    @Test
    void postsOnceForEachElementOfAList() {
        String instance = processes.run(
                Models.delegate(task -> task.multiInstance()
                        .parallel()
                        .camundaCollection("chats")
                        .camundaElementVariable("chatId")
                        .multiInstanceDone()),
                Map.of("message", "Hello", "chats", new ArrayList<>(List.of("CT_1", "CT_2", "CT_3", "CT_4", "CT_5"))));
        processes.awaitEnd(instance);
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::path)
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void aFailureOfTheNextStepPostsNothingAgain() {
        String instance = processes.run(
                Models.delegate(task -> task.serviceTask("fails").camundaExpression("${nobody.knows}")),
                Map.of("chatId", "CT_1", "message", "Hello"));
        processes.awaitIncident(instance);
        assertThat(cliq.posts()).hasSize(1);
    }
}
