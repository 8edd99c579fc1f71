package io.github.camundacliq.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Names the process and the connection in the log lines of a post, under the keys that the engine uses itself. */
public final class LogContext {

    private LogContext() {}

    /** As {@link #of(PostRequest, Supplier)}, for work that has no result. */
    public static void run(PostRequest request, Runnable work) {
        of(request, () -> {
            work.run();
            return request;
        });
    }

    /** What the engine has set already, on a thread of its own, stays. */
    public static <T> T of(PostRequest request, Supplier<T> work) {
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
