package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.delivery.Origin;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.TestConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

/** A database that takes nothing from anybody is not asked by everybody. */
class BreakerTests extends NodeTest {

    private final ManualClock clock = new ManualClock();
    private Breaker breaker = new Breaker(clock);
    private int tries;

    @BeforeEach
    void forgetOutages() {
        breaker = new Breaker(clock);
        tries = 0;
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of("camunda.bpm.job-execution.enabled", "false");
    }

    private CapturedJob job() {
        Post post = new Post(TestConnections.to(cliq), new ChatId("1"), new Message.Text("Hello"));
        Origin origin = new Origin("job", "instance", "process", "", "post", "");
        return new CapturedJob(
                new PostRequest("job", post, origin, OnUncertain.RETRY),
                new JobLock("job", null, 0),
                List.of(),
                Map.of(),
                (ProcessEngineImpl) processes.engine());
    }

    private void fail(String state) {
        assertThatThrownBy(() -> breaker.run(job(), transaction -> {
                    tries++;
                    throw new UncategorizedSQLException("update", null, new SQLException("told", state));
                }))
                .isInstanceOf(UncategorizedSQLException.class);
    }

    private String succeed() {
        return breaker.run(job(), transaction -> "done");
    }

    @Test
    void whoComesRightAfterAnOutageSharesItsFailure() {
        fail("25006");
        fail("25006");
        assertThat(tries).isEqualTo(1);
        clock.pass(Outage.pause(1));
        fail("25006");
        assertThat(tries).isEqualTo(2);
        clock.pass(Outage.pause(1));
        fail("25006");
        assertThat(tries).isEqualTo(2);
    }

    @Test
    void aHundredWhoTryForAMinuteAskFewTimes() {
        for (int moment = 0; moment < 600; moment++) {
            for (int who = 0; who < 100; who++) {
                fail("25006");
            }
            clock.pass(Duration.ofMillis(100));
        }
        assertThat(tries).isBetween(30, 50);
    }

    @Test
    void afterThePauseAllGoOn() {
        fail("57P03");
        clock.pass(Outage.pause(1));
        assertThat(succeed()).isEqualTo("done");
        assertThat(succeed()).isEqualTo("done");
    }

    @Test
    void whatConcernsOneStopsNobody() {
        fail("55P03");
        fail("42P01");
        fail("08006");
        assertThat(tries).isEqualTo(3);
        assertThat(succeed()).isEqualTo("done");
    }

    @Test
    void beforeAStopEveryoneIsLetThrough() {
        fail("25006");
        breaker.letAllThrough();
        assertThat(succeed()).isEqualTo("done");
    }
}
