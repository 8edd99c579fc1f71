package io.github.camundacliq.engine;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
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
import org.camunda.bpm.engine.runtime.JobQuery;

/**
 * Locks jobs for this node by their names, as the engine's acquisition locks those that it finds. What that would not take,
 * or somebody took meanwhile, is left out.
 */
final class AcquireDueJobs implements Command<List<String>>, OptimisticLockingListener {

    private final List<String> jobIds;
    private final List<String> acquired = new ArrayList<>();

    AcquireDueJobs(List<String> jobIds) {
        this.jobIds = jobIds;
    }

    @Override
    public List<String> execute(CommandContext transaction) {
        JobExecutor executor = transaction.getProcessEngineConfiguration().getJobExecutor();
        Date lockedUntil = new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis());
        for (String id : jobIds) {
            JobEntity job = transaction.getJobManager().findJobById(id);
            if (job != null && isFree(job) && isAlone(job, transaction.getProcessEngineConfiguration())) {
                job.setLockOwner(executor.getLockOwner());
                job.setLockExpirationTime(lockedUntil);
                acquired.add(id);
            }
        }
        transaction.getDbEntityManager().registerOptimisticLockingListener(this);
        return acquired;
    }

    private static boolean isFree(JobEntity job) {
        return job.getLockOwner() == null
                && !job.isSuspended()
                && job.getRetries() > 0
                && (job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime()));
    }

    /** An exclusive job must not run beside another of its instance. Who is not alone is the engine's to bring together. */
    private static boolean isAlone(JobEntity job, ProcessEngineConfigurationImpl engine) {
        if (!job.isExclusive() || job.getProcessInstanceId() == null) {
            return true;
        }
        return !engine.isJobExecutorAcquireExclusiveOverProcessHierarchies()
                && siblings(job, engine).executable().count() == 1
                && siblings(job, engine).acquired().count() == 0;
    }

    private static JobQuery siblings(JobEntity job, ProcessEngineConfigurationImpl engine) {
        return engine.getManagementService().createJobQuery().processInstanceId(job.getProcessInstanceId());
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
