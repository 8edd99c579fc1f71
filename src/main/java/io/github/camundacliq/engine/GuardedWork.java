package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.LogContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread of ours does for a post. Whatever goes wrong in it, the lease runs out and the journal tells the next one
 * how far it got.
 */
record GuardedWork(LogContext context, String jobId, Step step) implements PostThreads.Work {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedWork.class);

    /** May wait, and be interrupted at it. */
    interface Step {

        Optional<PostThreads.Work> run() throws InterruptedException;
    }

    static GuardedWork of(CapturedJob captured, Step step) {
        return new GuardedWork(LogContext.of(captured.request()), captured.jobId(), step);
    }

    @Override
    public Optional<PostThreads.Work> run() {
        return context.get(this::guarded);
    }

    private Optional<PostThreads.Work> guarded() {
        try {
            return step.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            LOG.warn("The post of job {} stopped; it goes on when its lease has run out", jobId, unexpected);
        }
        return Optional.empty();
    }
}
