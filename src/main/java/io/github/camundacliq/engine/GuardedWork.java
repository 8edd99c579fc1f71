package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.delivery.PostRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread of ours does for a post. Whatever goes wrong in it, the lease runs out and the journal tells the next one
 * how far it got.
 */
record GuardedWork(PostRequest request, Step step) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedWork.class);

    /** May wait, and be interrupted at it. */
    interface Step {

        void run() throws InterruptedException;
    }

    @Override
    public void run() {
        LogContext.run(request, this::guarded);
    }

    private void guarded() {
        try {
            step.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            LOG.warn(
                    "The post of job {} stopped; it goes on when its lease has run out",
                    request.origin().jobId(),
                    unexpected);
        }
    }
}
