package io.github.camundacliq.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Other people's code in a process: the bean {@code steps} fails as often as a test wants, and counts. */
public final class Steps {

    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

    public void failNext(String step, int times) {
        failures.put(step, new AtomicInteger(times));
    }

    /** What happens in a step each time before it is over. */
    public void during(String step, Runnable action) {
        actions.put(step, action);
    }

    public int runs(String step) {
        return runs.getOrDefault(step, new AtomicInteger()).get();
    }

    /** Called from a process as {@code ${steps.run('name')}}. */
    public String run(String step) {
        runs.computeIfAbsent(step, unseen -> new AtomicInteger()).incrementAndGet();
        actions.getOrDefault(step, () -> {}).run();
        AtomicInteger left = failures.get(step);
        if (left != null && left.getAndDecrement() > 0) {
            throw new IllegalStateException("Step " + step + " fails");
        }
        return "done";
    }
}
