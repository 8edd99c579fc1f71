package io.github.camundacliq.benchmark;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngineException;

/** Which instances came to their end; a listener of every process calls it. */
public final class Progress {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile long reached;
    private int awaited;

    public synchronized void ended(String instance) {
        ended.add(instance);
        if (ended.size() >= awaited) {
            notifyAll();
        }
    }

    /** Called by the contender that posts nothing, in the place of the post. */
    void reached() {
        reached = Stub.micros();
    }

    /** When it was called last, in microseconds since 1970. */
    long lastReached() {
        return reached;
    }

    int count() {
        return ended.size();
    }

    void forget() {
        ended.clear();
    }

    void await(int instances) throws InterruptedException {
        await(instances, PATIENCE);
    }

    synchronized void await(int instances, Duration patience) throws InterruptedException {
        awaited = instances;
        long end = System.nanoTime() + patience.toNanos();
        while (ended.size() < instances) {
            long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (rest <= 0) {
                throw new ProcessEngineException("Only " + ended.size() + " of " + instances + " instances ended");
            }
            wait(rest);
        }
    }
}
