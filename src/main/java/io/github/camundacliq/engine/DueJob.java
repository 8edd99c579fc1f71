package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;

/**
 * A job that waits until a certain time.
 *
 * @param due what it was told
 * @param call when it is called, which may be earlier
 */
record DueJob(String id, Instant due, Instant call, ProcessEngineImpl engine, Clock clock) implements Delayed {

    static DueJob of(String id, Instant due, ProcessEngineImpl engine, Clock clock) {
        return new DueJob(id, due, due, engine, clock);
    }

    /** Has it called before its time, unless a foreign job executor has taken the engine over. */
    void callNow() {
        if (engine.getProcessEngineConfiguration().getJobExecutor() instanceof CliqJobExecutor executor) {
            executor.callNow(this);
        }
    }

    DueJob now() {
        return new DueJob(id, due, clock.instant(), engine, clock);
    }

    DueJob onTime() {
        return of(id, due, engine, clock);
    }

    boolean isEarly() {
        return due.isAfter(clock.instant());
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(clock.instant(), call));
    }

    @Override
    public int compareTo(Delayed other) {
        return call.compareTo(((DueJob) other).call);
    }
}
