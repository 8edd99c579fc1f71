package io.github.camundacliq.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Lets a job wait: it says why, is called at that time, and is free for every node a moment later. */
final class Postponement {

    /** They keep whole seconds of a due date, so that a job would come too early, again and again until it is time. */
    private static final Set<String> WHOLE_SECONDS = Set.of("mysql", "mariadb");

    private Postponement() {}

    /** In the caller's transaction; says when the job will be called. */
    static Instant of(JobEntity job, Instant until, String reason, CommandContext transaction) {
        String database = transaction.getProcessEngineConfiguration().getDatabaseType();
        Instant due = WHOLE_SECONDS.contains(database)
                ? until.plusMillis(999).truncatedTo(ChronoUnit.SECONDS)
                : until.plus(DueJobs.HEAD_START);
        Instant call = Collections.max(List.of(until, due.minus(DueJobs.HEAD_START)));
        FirstWait.prepare(job, transaction);
        job.setExceptionMessage(reason);
        job.setDuedate(Date.from(due));
        job.unlock();
        transaction
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, committed -> callAt(call, job.getId(), committed));
        return call;
    }

    private static void callAt(Instant call, String jobId, CommandContext committed) {
        ProcessEngineConfigurationImpl engine = committed.getProcessEngineConfiguration();
        if (engine.getJobExecutor() instanceof CliqJobExecutor executor) {
            executor.callAt(call, jobId, engine.getProcessEngine());
        }
    }
}
