package io.github.camundacliq.model;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryCycleTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.retry-cycle", "R4/PT0S");
    }

    /** The engine would make three attempts at once by a cycle that it cannot read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R2/PT0S      | 2
            PT0S,PT0S    | 3
            5 min        | 4
            PT0S;PT0S    | 4
            PT0S,5min    | 4
            R0/PT0S      | 4
            ${mine}      | 2
            ${unknown}   | 4
            ${chatId}    | 4
            ${null}      | 4
            ${endless}   | 4
            """)
    void isTheTasksOwnWhereItCanBeReadAndElseTheDefault(String cycle, int attempts) {
        cliq.always(StubCliq.Answer.error(503, "service_unavailable"));
        processes.deploy(
                post(process("cycle"), "post")
                        .camundaFailedJobRetryTimeCycle(cycle)
                        .endEvent()
                        .done(),
                "cycle");
        processes.awaitIncident(processes.start(
                "cycle", Map.of("chatId", "1", "message", "Hello", "mine", "R2/PT0S", "endless", "${endless}")));
        assertThat(cliq.posts()).hasSize(attempts);
    }
}
