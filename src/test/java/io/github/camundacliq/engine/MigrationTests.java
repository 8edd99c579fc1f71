package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of();
    }

    /** Its new model is where an operator looks for it, and who may see that model may see the post. */
    @Test
    void anUncertainPostIsPostedAgainFromItsNewModelAndFoundThere() {
        RuntimeService runtime = processes.engine().getRuntimeService();
        processes.deploy(post(process("before"), "post").endEvent().done(), "before");
        processes.deploy(post(process("after"), "other").endEvent().done(), "after");
        cliq.next(StubCliq.Answer.of(502, "<html>Bad Gateway</html>"));
        String instance =
                processes.start("before", Map.of("chatId", "1", "message", "Hello", "onUncertain", "incident"));
        processes.awaitIncident(instance);

        MigrationPlan plan = runtime.createMigrationPlan(processes.definition("before"), processes.definition("after"))
                .mapActivities("post", "other")
                .build();
        runtime.newMigration(plan).processInstanceIds(List.of(instance)).execute();
        processes.retry(instance);
        processes.awaitEnd(instance);

        assertThat(cliq.posts()).hasSize(2);
        assertThat(node.bean(JdbcTemplate.class)
                        .queryForMap(
                                "select PROC_DEF_KEY_, ACTIVITY_ from CLIQ_JOURNAL where PROC_INST_ = ?", instance))
                .containsEntry("PROC_DEF_KEY_", "after")
                .containsEntry("ACTIVITY_", "other");
    }
}
