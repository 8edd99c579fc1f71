package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.delivery.Origin;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.TestConnections;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nobody runs jobs here, so that each keeps the lock that the test gives it. */
class JobTransactionsTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of("camunda.bpm.job-execution.enabled", "false");
    }

    /** It was taken over from this one, and suspended then. */
    @Test
    void leaveASuspendedJobToTheNodeThatHasLockedIt() {
        processes.deploy(simple("foreign"), "foreign");
        String instance = processes.start("foreign", Map.of("chatId", "1", "message", "Hello"));
        String job = processes.job(instance).getId();
        JdbcTemplate database = node.bean(JdbcTemplate.class);
        database.update("update ACT_RU_JOB set LOCK_OWNER_ = 'another node', SUSPENSION_STATE_ = 2");

        JobTransactions transactions = new JobTransactions(node.bean(Delivery.class), Clock.systemUTC());
        PostponedJob ours = new PostponedJob(captured(job, instance), Instant.now());
        assertThat(transactions.postpone(ours, "All threads are busy")).isEmpty();
        assertThat(database.queryForObject("select LOCK_OWNER_ from ACT_RU_JOB", String.class))
                .isEqualTo("another node");
    }

    private CapturedJob captured(String job, String instance) {
        Post post = new Post(TestConnections.to(cliq), new ChatId("1"), new Message.Text("Hello"));
        Origin origin = new Origin(job, instance, "foreign", "", "post", "");
        return new CapturedJob(
                new PostRequest(job, post, origin, OnUncertain.RETRY),
                new JobLock(job, "this node", 1),
                List.of(),
                Map.of(),
                (ProcessEngineImpl) processes.engine());
    }
}
