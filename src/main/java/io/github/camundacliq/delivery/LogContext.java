package io.github.camundacliq.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Names the process and the connection in the log lines of a post, under the keys that the engine uses itself. */
final class LogContext {

    private LogContext() {}

    /** What the engine has set already, on a thread of its own, stays. */
    static <T> T of(PostRequest request, Supplier<T> work) {
        Map<String, String> added = new LinkedHashMap<>();
        added.put("processInstanceId", request.origin().processInstanceId());
        added.put("activityId", request.origin().activityId());
        added.put("connection", request.post().connection().linkName());
        added.keySet().removeIf(key -> MDC.get(key) != null);
        added.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            added.keySet().forEach(MDC::remove);
        }
    }
}
