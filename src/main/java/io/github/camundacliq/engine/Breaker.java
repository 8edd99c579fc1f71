package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * Begins transactions, but not while the engine's database has just failed for all: hundreds of posts that each find that
 * out, every two seconds, are as many stack traces in the engine's log. Who comes in the pause after such a failure gets
 * the same failure.
 */
final class Breaker {

    private final Map<ProcessEngineImpl, Break> breaks = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean lastChance;

    private record Break(RuntimeException failure, int times, Instant until) {}

    Breaker(Clock clock) {
        this.clock = clock;
    }

    /** From now on everybody is let through: there will be no later. */
    void letAllThrough() {
        lastChance = true;
    }

    /** Runs it in a transaction of the job's engine, if there is a chance that this succeeds. */
    <V> V run(CapturedJob job, Command<V> command) {
        ProcessEngineImpl engine = job.engine();
        Optional<Break> current = Optional.ofNullable(breaks.get(engine)).filter(this::isNotOver);
        if (current.isPresent() && !lastChance) {
            throw current.get().failure();
        }
        try {
            V result = job.commands().execute(command);
            breaks.remove(engine);
            return result;
        } catch (RuntimeException failure) {
            if (Outage.concernsAll(failure)) {
                breaks.compute(engine, (same, before) -> next(Optional.ofNullable(before), failure));
            }
            throw failure;
        }
    }

    private boolean isNotOver(Break some) {
        return clock.instant().isBefore(some.until());
    }

    /** Those who failed at the same time count as one. */
    private Break next(Optional<Break> before, RuntimeException failure) {
        return before.filter(this::isNotOver).orElseGet(() -> {
            int times = before.map(Break::times).orElse(0) + 1;
            return new Break(failure, times, clock.instant().plus(Outage.pause(times)));
        });
    }
}
