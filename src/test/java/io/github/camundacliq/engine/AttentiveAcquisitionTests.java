package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the engine looks for jobs when there are none. */
class AttentiveAcquisitionTests {

    private static final int SHORT_WAIT_MILLIS = 50;
    private static final int LONG_WAIT_MILLIS = 3_600_000;

    private final StubCliq cliq = new StubCliq();
    private final AtomicInteger looks = new AtomicInteger();
    private final Node node = Node.start(cliq, Map.of());
    private final JobExecutor executor = node.bean(JobExecutor.class);

    @AfterEach
    void stop() {
        node.close();
        cliq.close();
    }

    /** Another one beside the node's own, which no other is told of. */
    private AttentiveAcquisition acquisition() {
        return new AttentiveAcquisition(executor, inVain -> looks.incrementAndGet());
    }

    private static Thread started(AttentiveAcquisition acquisition) {
        Thread thread = new Thread(acquisition, "acquisition");
        thread.start();
        return thread;
    }

    private void awaitLooks(int count) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> looks.get() >= count);
    }

    @Test
    void looksOnceForEachHint() throws InterruptedException {
        executor.setWaitTimeInMillis(LONG_WAIT_MILLIS);
        executor.setMaxWait(LONG_WAIT_MILLIS);
        AttentiveAcquisition acquisition = acquisition();
        Thread thread = started(acquisition);
        awaitLooks(1);
        int hints = 20;
        for (int hint = 1; hint <= hints; hint++) {
            acquisition.jobWasAdded();
            awaitLooks(1 + hint);
        }
        acquisition.stop();
        thread.join();
        assertThat(looks).hasValue(1 + hints);
    }

    @Test
    void looksSoonByItselfAfterAHintHoweverLongItHasSlept() throws InterruptedException {
        executor.setWaitTimeInMillis(SHORT_WAIT_MILLIS);
        executor.setWaitIncreaseFactor(LONG_WAIT_MILLIS);
        executor.setMaxWait(LONG_WAIT_MILLIS);
        AttentiveAcquisition acquisition = acquisition();
        Thread thread = started(acquisition);
        awaitLooks(2);
        for (int hint = 1; hint <= 2; hint++) {
            acquisition.jobWasAdded();
            awaitLooks(2 + 2 * hint);
        }
        acquisition.stop();
        thread.join();
        assertThat(looks).hasValue(6);
    }
}
