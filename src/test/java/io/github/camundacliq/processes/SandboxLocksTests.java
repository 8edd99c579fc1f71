package io.github.camundacliq.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine waits for a lock of the sandbox no longer than the sandbox does. */
@Tag("own-application")
@ExampleTest
class SandboxLocksTests {

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Test
    void whatWaitsForALockIsPostedWhenTheSandboxIsReset() {
        String waiting = lockedOut("CT_first");
        String behind = startAndAwaitLongWait("CT_behind");

        requests.reset();

        processes.awaitEnd(waiting);
        processes.awaitEnd(behind);
        assertThat(requests.posts()).extracting(Request::processInstance).containsExactlyInAnyOrder(waiting, behind);
        processes.awaitEnd(start("CT_afterwards"));
    }

    @Test
    void whatWaitsForALockIsPostedWhenTheLockIsLifted() {
        String waiting = lockedOut("CT_lifted");

        requests.liftLocks();

        processes.awaitEnd(waiting);
        assertThat(requests.posts()).extracting(Request::status).containsExactly(400, 204);
    }

    private String lockedOut(String chat) {
        requests.lockOutNext();
        return startAndAwaitLongWait(chat);
    }

    private String startAndAwaitLongWait(String chat) {
        String instance = start(chat);
        Instant farOff = Instant.now().plus(Duration.ofMinutes(5));
        processes.awaitJob(
                instance,
                job -> job.getDuedate() != null && job.getDuedate().toInstant().isAfter(farOff));
        return instance;
    }

    private String start(String chat) {
        return processes.start("hello", Map.of("chatId", chat, "message", "Hello"));
    }
}
