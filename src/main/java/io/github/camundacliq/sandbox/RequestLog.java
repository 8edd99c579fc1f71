package io.github.camundacliq.sandbox;

import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every request to the API, in the order of arrival; bounded in number and in bytes. */
final class RequestLog {

    private static final long MOST_BYTES = 64L << 20;

    private final int capacity;
    private final Clock clock;
    private final Map<Long, LoggedRequest> requests = new LinkedHashMap<>();
    private long bytes;
    private long sequence;

    RequestLog(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    synchronized long arrived(Call call) {
        LoggedRequest request = call.logged(++sequence, clock.millis());
        requests.put(sequence, request);
        bytes += request.weight();
        Iterator<LoggedRequest> oldest = requests.values().iterator();
        while (requests.size() > capacity || (bytes > MOST_BYTES && requests.size() > 1)) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
        return sequence;
    }

    synchronized void answered(long number, int status, @Nullable String code, @Nullable FaultType fault) {
        requests.computeIfPresent(number, (key, request) -> request.answered(status, code, fault));
    }

    synchronized List<LoggedRequest> all() {
        return List.copyOf(requests.values());
    }

    synchronized void clear() {
        requests.clear();
        bytes = 0;
    }
}
