package io.github.camundacliq.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Names the process and the connection in the log lines of a post.
 *
 * @param names under the keys that the engine uses itself
 */
public record LogContext(Map<String, String> names) {

    public static LogContext of(PostRequest request) {
        return new LogContext(Map.of(
                "processInstanceId", request.origin().processInstanceId(),
                "activityId", request.origin().activityId(),
                "connection", request.post().connection().linkName()));
    }

    /** As {@link #get}, for work that has no result. */
    public void run(Runnable work) {
        get(() -> {
            work.run();
            return work;
        });
    }

    /** What the engine has set already, on a thread of its own, stays. */
    public <T> T get(Supplier<T> work) {
        Map<String, String> added = new LinkedHashMap<>(names);
        added.keySet().removeIf(key -> MDC.get(key) != null);
        added.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            added.keySet().forEach(MDC::remove);
        }
    }
}
