package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
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
                Node node = Node.start(
                        cliq,
                        Map.of(
                                "cliq.connections.cliq_connection.external-calls.limit", "3",
                                "cliq.connections.cliq_connection.external-calls.period", "3650d"))) {
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

    private static List<Job> jobs(Processes processes) {
        return processes.engine().getManagementService().createJobQuery().list();
    }
}
