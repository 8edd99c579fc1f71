package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;

/** A job that waits until a certain time. */
record DueJob(String id, Instant due, ProcessEngineImpl engine, Clock clock) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(clock.instant(), due));
    }

    @Override
    public int compareTo(Delayed other) {
        return due.compareTo(((DueJob) other).due);
    }
}
