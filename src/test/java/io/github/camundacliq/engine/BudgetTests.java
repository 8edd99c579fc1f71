package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                                "cliq.connections.cliq_connection.external-calls.period", "4s"))) {
            Processes processes = node.processes();
            processes.deploy(simple("budget"), "budget");
            Map<Long, Integer> answered = new java.util.concurrent.ConcurrentHashMap<>();
            cliq.always(request -> {
                answered.merge(System.currentTimeMillis() / 4000, 1, Integer::sum);
                return new StubCliq.Answer(204, "", Map.of());
            });
            List<String> instances = IntStream.range(0, 8)
                    .mapToObj(number -> processes.start("budget", Map.of("chatId", "1", "message", "M" + number)))
                    .collect(Collectors.toList());
            instances.forEach(processes::awaitEnd);
            assertThat(cliq.posts()).hasSize(8);
            assertThat(answered.values()).allMatch(calls -> calls <= 3);
            assertThat(processes
                            .engine()
                            .getHistoryService()
                            .createHistoricIncidentQuery()
                            .count())
                    .isZero();
        }
    }
}
