package io.github.camundacliq.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults waiting for a request, oldest first; each request meets one at most. */
final class Faults {

    private static final int MOST = 1000;

    private final List<Fault> waiting = new ArrayList<>();
    private long sequence;

    synchronized Fault add(Fault fault) {
        if (waiting.size() >= MOST) {
            throw new IllegalArgumentException("There are " + MOST + " faults waiting already: clear them first");
        }
        Fault numbered = fault.numbered(++sequence);
        waiting.add(numbered);
        return numbered;
    }

    synchronized Optional<Fault> take(Endpoint endpoint, @Nullable String chat, @Nullable String user) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.hits(endpoint, chat, user)) {
                Fault left = fault.used();
                if (left == null) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, left);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    synchronized List<Fault> all() {
        return List.copyOf(waiting);
    }

    synchronized boolean remove(long id) {
        return waiting.removeIf(fault -> fault.id() == id);
    }

    synchronized void clear() {
        waiting.clear();
    }
}
