package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's own acquisition, except that it misses no hint. The engine's forgets one that comes just before it goes to
 * sleep, and then sleeps for up to a minute.
 *
 * <p>It sleeps in its own way, because the engine's forks name the fields of theirs differently.
 */
final class AttentiveAcquisition extends SequentialJobAcquisitionRunnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AttentiveAcquisition.class);

    private final Semaphore hints = new Semaphore(0);
    private final Consumer<Duration> looked;
    private volatile boolean stopped;

    /**
     * An acquisition.
     *
     * @param looked is told after each look for how long it looked in vain, zero if it found a job
     */
    AttentiveAcquisition(JobExecutor jobExecutor, Consumer<Duration> looked) {
        super(jobExecutor);
        this.looked = looked;
    }

    @Override
    public void jobWasAdded() {
        super.jobWasAdded();
        hints.release();
    }

    @Override
    public void stop() {
        stopped = true;
        super.stop();
        hints.release();
    }

    /** What was hinted at before is among what it finds now. */
    @Override
    protected AcquiredJobs acquireJobs(
            JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
        int unused = hints.drainPermits();
        long begin = System.nanoTime();
        AcquiredJobs found = super.acquireJobs(context, strategy, engine);
        boolean inVain = found.getNumberOfJobsAttemptedToAcquire() > 0
                && found.size() == 0
                && found.getNumberOfJobsFailedToLock() == 0;
        looked.accept(inVain ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO);
        return found;
    }

    @Override
    protected void suspendAcquisition(long millis) {
        try {
            boolean hinted = stopped || hints.tryAcquire(millis, TimeUnit.MILLISECONDS);
            LOGGER.trace("Looking for jobs, hinted at: {}", hinted);
        } catch (InterruptedException woken) {
            LOGGER.debug("Woken by an interrupt", woken);
        }
    }
}
