package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Cliq answered is written down, also where what follows from it is not. */
class UnsettledAnswersTests extends NodeTest {

    private JdbcTemplate database;

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.connections.cliq_connection.limits.lock", "2s");
    }

    @BeforeAll
    void deploy() {
        database = node.bean(JdbcTemplate.class);
        processes.deploy(simple("unsettled"), "unsettled");
    }

    @Test
    void areWrittenDownWithoutAJobThatTheDatabaseDoesNotTake() {
        database.execute("alter table ACT_RU_JOB add constraint NO_WAITS check"
                + " (EXCEPTION_MSG_ is null or EXCEPTION_MSG_ not like 'Waits%')");
        cliq.next(StubCliq.Answer.error(400, "request_limit_exceeded"));
        String instance = processes.start("unsettled", Map.of("chatId", "1", "message", "Hello"));
        await().until(() -> database.queryForList("select STATE_ from CLIQ_JOURNAL", String.class)
                .contains("WAITING"));
        assertThat(cliq.posts()).hasSize(1);
        assertThat(database.queryForObject("select max(LOCKED_UNTIL_) from CLIQ_USER", Long.class))
                .as("nobody else runs into the lock")
                .isPositive();

        database.execute("alter table ACT_RU_JOB drop constraint NO_WAITS");
        database.update("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null");
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }
}
