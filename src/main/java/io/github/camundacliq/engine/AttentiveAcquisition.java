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
 * The engine's own acquisition, except that it misses no hint, and looks once for it. The engine's forgets one that comes
 * just before it goes to sleep, and then sleeps for up to a minute; and one that wakes it has it look a second time though
 * there was nothing. Each look reads all jobs there are.
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

    @Override
    protected JobAcquisitionContext initializeAcquisitionContext() {
        return new JobAcquisitionContext() {

            /** What was hinted at before is among what is found from here on. */
            @Override
            public void reset() {
                int unused = hints.drainPermits();
                super.reset();
            }
        };
    }

    @Override
    protected AcquiredJobs acquireJobs(
            JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
        long begin = System.nanoTime();
        AcquiredJobs found = super.acquireJobs(context, strategy, engine);
        boolean inVain = found.getNumberOfJobsAttemptedToAcquire() > 0 && isEmpty(found);
        looked.accept(inVain ? Duration.ofNanos(System.nanoTime() - begin) : Duration.ZERO);
        return found;
    }

    /** After a hint the engine looks again and only then begins to wait; where nothing was found it can wait at once. */
    @Override
    protected void configureNextAcquisitionCycle(JobAcquisitionContext context, JobAcquisitionStrategy strategy) {
        super.configureNextAcquisitionCycle(context, strategy);
        if (context.isJobAdded() && hints.availablePermits() == 0 && foundNothing(context)) {
            context.setJobAdded(false);
            super.configureNextAcquisitionCycle(context, strategy);
        }
    }

    private static boolean foundNothing(JobAcquisitionContext context) {
        return context.getAcquisitionException() == null
                && context.getRejectedJobsByEngine().isEmpty()
                && context.getAcquiredJobsByEngine().values().stream().allMatch(AttentiveAcquisition::isEmpty);
    }

    private static boolean isEmpty(AcquiredJobs found) {
        return found.size() == 0 && found.getNumberOfJobsFailedToLock() == 0;
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
