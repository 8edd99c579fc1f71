package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;

/** The external calls of a plan are never overdrawn. */
class BudgetTests {

    @Test
    void postsWaitForTheNextPeriodWhenTheBudgetIsSpent() {
        try (StubCliq cliq = new StubCliq();
                Node node = node(cliq, 3, "100000/1m")) {
            Processes processes = node.processes();
            processes.deploy(simple("budget"), "budget");
            IntStream.range(0, 8)
                    .forEach(number -> processes.start("budget", Map.of("chatId", "1", "message", "M" + number)));
            await().until(() ->
                    jobs(processes).size() == 5 && jobs(processes).stream().allMatch(job -> job.getDuedate() != null));
            assertThat(cliq.posts()).hasSize(3);
            assertThat(jobs(processes)).allSatisfy(job -> {
                assertThat(job.getDuedate().toInstant()).isAfter(Instant.now());
                assertThat(job.getRetries()).isEqualTo(6);
            });
        }
    }

    @Test
    void aRepetitionWithANewTokenKeepsToLimitAndBudget() {
        try (StubCliq cliq = new StubCliq();
                Node node = node(cliq, 2, "1/2s")) {
            Processes processes = node.processes();
            processes.deploy(simple("repetition"), "repetition");
            cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
            processes.awaitEnd(processes.start("repetition", Map.of("chatId", "1", "message", "Again")));
            assertThat(cliq.posts()).hasSize(2);
            assertThat(cliq.tokenRequests()).hasSize(2);
            assertThat(cliq.mostPostsWithin(Duration.ofSeconds(2))).isEqualTo(1);
            processes.start("repetition", Map.of("chatId", "1", "message", "Too many"));
            await().until(() -> jobs(processes).stream().anyMatch(job -> job.getDuedate() != null));
            assertThat(jobs(processes)).singleElement().satisfies(job -> {
                assertThat(job.getDuedate().toInstant()).isAfter(Instant.now().plus(Duration.ofMinutes(1)));
                assertThat(job.getRetries()).isEqualTo(6);
            });
            assertThat(cliq.posts()).hasSize(2);
        }
    }

    /** One that has so many calls for years, and may post so many messages. */
    private static Node node(StubCliq cliq, int calls, String messages) {
        return Node.start(
                cliq,
                Map.of(
                        "cliq.connections.cliq_connection.external-calls.limit", calls,
                        "cliq.connections.cliq_connection.external-calls.period", "3650d",
                        "cliq.connections.cliq_connection.limits.messages", messages));
    }

    private static List<Job> jobs(Processes processes) {
        return processes.engine().getManagementService().createJobQuery().list();
    }
}
