package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstWaitTests {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void costsNothingOfTheRetryCycleThatTheTaskHas(boolean legacy) {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(
                        cliq,
                        Map.of(
                                "camunda.bpm.generic-properties.properties.legacy-job-retry-behavior-enabled", legacy,
                                "cliq.connections.cliq_connection.limits.lock", "1s",
                                "cliq.retry-cycle", "R5/PT0S"))) {
            Processes processes = node.processes();
            processes.deploy(simple("waits"), "waits");
            cliq.next(StubCliq.Answer.error(400, "request_limit_exceeded"));
            cliq.always(StubCliq.Answer.error(503, "service_unavailable"));
            processes.awaitIncident(processes.start("waits", Map.of("chatId", "1", "message", "Hello")));
            assertThat(cliq.posts())
                    .as("one that was to wait, and five attempts")
                    .hasSize(6);
        }
    }
}
