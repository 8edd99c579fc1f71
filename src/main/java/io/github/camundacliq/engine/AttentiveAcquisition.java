package io.github.camundacliq.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;

/**
 * The engine's own acquisition, except that it misses no hint. The engine's forgets one that comes just before it goes to
 * sleep, and then sleeps for up to a minute; a post that waits for its turn is hinted at only once.
 */
final class AttentiveAcquisition extends SequentialJobAcquisitionRunnable {

    private final AtomicBoolean hinted = new AtomicBoolean();

    AttentiveAcquisition(JobExecutor jobExecutor) {
        super(jobExecutor);
    }

    @Override
    public void jobWasAdded() {
        hinted.set(true);
        super.jobWasAdded();
    }

    /** What was hinted at before is among what it finds now. */
    @Override
    protected AcquiredJobs acquireJobs(
            JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
        hinted.set(false);
        return super.acquireJobs(context, strategy, engine);
    }

    /** Shows that it waits before it looks for a hint: whoever comes later than the look wakes it. */
    @Override
    @SuppressWarnings("WaitNotInLoop")
    protected void suspendAcquisition(long millis) {
        if (millis <= 0) {
            return;
        }
        synchronized (MONITOR) {
            isWaiting.set(true);
            try {
                if (!isInterrupted && !hinted.get()) {
                    MONITOR.wait(millis);
                }
            } catch (InterruptedException stopped) {
                LOG.jobExecutionWaitInterrupted();
            } finally {
                isWaiting.set(false);
            }
        }
    }
}
