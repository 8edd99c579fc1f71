package io.github.camundacliq.benchmark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngineException;

/** Which instances came to their end; a listener of every process calls it. */
public final class Progress {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile long reached;

    public void ended(String instance) {
        ended.add(instance);
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
        long start = System.nanoTime();
        while (ended.size() < instances) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new ProcessEngineException("Only " + ended.size() + " of " + instances + " instances ended");
            }
            TimeUnit.MICROSECONDS.sleep(500);
        }
    }
}
