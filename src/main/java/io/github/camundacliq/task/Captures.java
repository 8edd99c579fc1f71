package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import java.util.Map;
import java.util.Optional;

/** Tells the task whether the thread that runs it can post outside the transaction, and what it already posted. */
public final class Captures {

    /** One for each engine: two in one JVM do not see each other's. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Map<String, Outcome>> answers = new ThreadLocal<>();

    /** From now on this thread's posts are captured, except for the ones whose answer is given. */
    public void open(Map<String, Outcome> known) {
        answers.set(known);
    }

    public void close() {
        answers.remove();
    }

    boolean isOpen() {
        return answers.get() != null;
    }

    Optional<Outcome> answer(String key) {
        return Optional.ofNullable(answers.get()).map(known -> known.get(key));
    }
}
