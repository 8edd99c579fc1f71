package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.OptimisticLockingListener;
import org.camunda.bpm.engine.impl.db.entitymanager.OptimisticLockingResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;

/**
 * Locks jobs for this node by their names, as the engine's acquisition locks those that it finds. What that would not take
 * now or in a moment, or somebody took meanwhile, is left out.
 */
final class AcquireDueJobs implements Command<Collection<String>>, OptimisticLockingListener {

    /** An instance with more jobs than this is not looked through. */
    private static final int MOST_SIBLINGS = 20;

    private final List<DueJob> jobs;
    private final Map<String, RunLock> acquired = new LinkedHashMap<>();

    AcquireDueJobs(List<DueJob> jobs) {
        this.jobs = jobs;
    }

    @Override
    public Collection<String> execute(CommandContext transaction) {
        JobExecutor executor = transaction.getProcessEngineConfiguration().getJobExecutor();
        for (DueJob waiting : jobs) {
            JobEntity job = transaction.getJobManager().findJobById(waiting.id());
            if (job != null && isFree(job, waiting) && isAlone(job, transaction.getProcessEngineConfiguration())) {
                RunLock lock = RunLock.begun(waiting.id(), waiting.engine());
                bringForward(job);
                job.setLockOwner(executor.getLockOwner());
                job.setLockExpirationTime(new Date(lock.latest()));
                acquired.put(waiting.id(), lock);
            }
        }
        transaction.getDbEntityManager().registerOptimisticLockingListener(this);
        return acquired.keySet();
    }

    /** What jobs may be locked by where nobody was told whether the commit took effect. */
    Collection<RunLock> locks() {
        return acquired.values();
    }

    private static boolean isFree(JobEntity job, DueJob waiting) {
        return job.getLockOwner() == null && (isDueWithin(DueJobs.HEAD_START, job) || waitsAsTold(job, waiting));
    }

    /** Only then it may be called before its time: nobody else has set another one. */
    private static boolean waitsAsTold(JobEntity job, DueJob waiting) {
        return job.getDuedate() != null
                && !job.getDuedate().before(Date.from(waiting.due()))
                && isDueBy(Date.from(waiting.due().plus(DueJobs.HEAD_START)), job);
    }

    /** Should it be given back, anybody may have it: its turn has come. */
    private static void bringForward(JobEntity job) {
        Date now = ClockUtil.getCurrentTime();
        if (job.getDuedate() != null && job.getDuedate().after(now)) {
            job.setDuedate(now);
        }
    }

    private static boolean isDueWithin(Duration time, JobEntity job) {
        return isDueBy(new Date(ClockUtil.getCurrentTime().getTime() + time.toMillis()), job);
    }

    private static boolean isDueBy(Date then, JobEntity job) {
        return !job.isSuspended()
                && job.getRetries() > 0
                && (job.getDuedate() == null || !job.getDuedate().after(then));
    }

    /** An exclusive job must not run beside another of its instance. Who is not alone is the engine's to bring together. */
    private static boolean isAlone(JobEntity job, ProcessEngineConfigurationImpl engine) {
        if (!job.isExclusive() || job.getProcessInstanceId() == null) {
            return true;
        }
        if (engine.isJobExecutorAcquireExclusiveOverProcessHierarchies()) {
            return false;
        }
        List<Job> all = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(job.getProcessInstanceId())
                .listPage(0, MOST_SIBLINGS + 1);
        return all.size() <= MOST_SIBLINGS
                && all.stream().map(JobEntity.class::cast).noneMatch(other -> mustNotRunBeside(job, other));
    }

    /** Another node may call the other one at this moment, by a clock of its own. */
    private static boolean mustNotRunBeside(JobEntity job, JobEntity other) {
        return !other.getId().equals(job.getId())
                && other.isExclusive()
                && (other.getLockOwner() != null || isDueWithin(DueJobs.HEAD_START.multipliedBy(4), other));
    }

    @Override
    public Class<? extends DbEntity> getEntityType() {
        return JobEntity.class;
    }

    @Override
    public OptimisticLockingResult failedOperation(DbOperation operation) {
        if (operation instanceof DbEntityOperation entityOperation) {
            acquired.remove(entityOperation.getEntity().getId());
        }
        return OptimisticLockingResult.IGNORE;
    }
}
