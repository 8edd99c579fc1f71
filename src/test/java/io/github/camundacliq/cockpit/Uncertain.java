package io.github.camundacliq.cockpit;

import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;

/** Makes posts whose outcome nobody knows. */
final class Uncertain {

    static final StubCliq.Answer BAD_GATEWAY =
            new StubCliq.Answer(502, "<html>bad gateway</html>", Map.of("Content-Type", "text/html"));

    private Uncertain() {}

    /** The process instance, whose incident there is. */
    static String post(Processes processes, StubCliq cliq, String process, String chat) {
        cliq.always(BAD_GATEWAY);
        String instance = processes.start(
                process, Map.of("chatId", chat, "message", "Was it posted?", "onUncertain", "incident"));
        processes.awaitIncident(instance);
        cliq.always(new StubCliq.Answer(204, "", Map.of()));
        return instance;
    }
}
