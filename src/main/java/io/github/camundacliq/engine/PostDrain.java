package io.github.camundacliq.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets posts under way come to their end at an orderly stop, before anything else of the application stops. */
public final class PostDrain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostDrain.class);

    private final CliqJobExecutor jobExecutor;
    private volatile boolean running;
    private volatile boolean drained;

    public PostDrain(CliqJobExecutor jobExecutor) {
        this.jobExecutor = jobExecutor;
    }

    @Override
    public void start() {
        if (drained) {
            LOG.error(
                    "The application's context was stopped, and posts do not start again with it: restart the application");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        drained = true;
        jobExecutor.drain();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
