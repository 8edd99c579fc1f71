package io.github.camundacliq.engine;

import org.springframework.context.SmartLifecycle;

/** Lets posts under way come to their end at an orderly stop, before anything else of the application stops. */
public final class PostDrain implements SmartLifecycle {

    private final CliqJobExecutor jobExecutor;
    private volatile boolean running;

    public PostDrain(CliqJobExecutor jobExecutor) {
        this.jobExecutor = jobExecutor;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        jobExecutor.drain();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
