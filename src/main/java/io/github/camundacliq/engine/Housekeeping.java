package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.SilentNode;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.delivery.Vacancy;
import io.github.camundacliq.task.SavePoint;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks after jobs whose node died, and after those that wait for nothing any more. The engine would leave them locked for
 * five minutes. The jobs of posts are given free early, because the journal guards them against running twice; what follows
 * a post has no such guard, and so only where its node has been silent for longer.
 */
final class Housekeeping {

    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int SWEEPS_PER_CLOSING = 6;
    private static final int SWEEPS_PER_PURGE = 120;
    private static final int SWEEPS_PER_COMPARISON = 12;

    private final Upkeep upkeep;
    private final ProcessEngineConfigurationImpl engine;
    private int sweeps;
    private boolean failing;

    /** What became of a job whose node seems to be gone. */
    private enum Freeing {
        FREED,
        /** Somebody else goes on with it, or the engine alone may. */
        LEFT,
        /** Somebody holds its row; the next sweep looks again. */
        HELD
    }

    Housekeeping(Upkeep upkeep, ProcessEngineConfigurationImpl engine) {
        this.upkeep = upkeep;
        this.engine = engine;
    }

    /** Shows the other nodes that this one lives. */
    void beat() {
        try {
            upkeep.nodes().beat();
        } catch (RuntimeException databaseAway) {
            LOG.debug("This node cannot show that it lives", databaseAway);
        }
    }

    void sweep() {
        try {
            List<SilentNode> silent = upkeep.nodes().silent();
            silent.forEach(this::goOnFor);
            for (String job : upkeep.jobsWithLapsedLeases(silent)) {
                Freeing unused = giveFree(job, locked -> upkeep.isLeaseLapsed(job, silent));
            }
            upkeep.vacancies().find().forEach(this::moveUp);
            if (upkeep.isWorkDue()) {
                engine.getJobExecutor().jobWasAdded();
            }
            if (sweeps % SWEEPS_PER_COMPARISON == 0) {
                upkeep.databaseClock().compare();
            }
            sweeps++;
            if (sweeps % SWEEPS_PER_CLOSING == 0) {
                upkeep.closeAbandoned();
            }
            if (sweeps % SWEEPS_PER_PURGE == 0) {
                upkeep.purge();
            }
            failing = false;
        } catch (RuntimeException databaseAway) {
            LOG.atLevel(failing ? Level.DEBUG : Level.WARN)
                    .setCause(databaseAway)
                    .log("The journal cannot be looked after now; it is tried again every 5 seconds");
            failing = true;
        }
    }

    private void goOnFor(SilentNode node) {
        List<Freeing> jobs = upkeep.jobsLockedBy(node.owner()).stream()
                .map(job -> giveFree(job, locked -> isLeftBy(node, locked)))
                .toList();
        int free = Collections.frequency(jobs, Freeing.FREED);
        if (free > 0) {
            LOG.info("Node {} is silent; {} of its jobs may go on elsewhere", node.owner(), free);
        }
        if (node.gone() && !jobs.contains(Freeing.HELD)) {
            upkeep.nodes().bury(node.owner());
        }
    }

    private static boolean isLeftBy(SilentNode node, JobEntity job) {
        return node.owner().equals(job.getLockOwner()) && (node.gone() || SavePoint.isBefore(job, job.getActivityId()));
    }

    private void moveUp(Vacancy vacancy) {
        try {
            engine.getCommandExecutorTxRequired().execute(transaction -> {
                JobEntity job = transaction.getJobManager().findJobById(vacancy.jobId());
                if (job != null && job.getLockOwner() == null) {
                    moveUp(vacancy, job);
                }
                return job;
            });
        } catch (OptimisticLockingException takenMeanwhile) {
            LOG.debug("Job {} is under way already", vacancy.jobId());
        } catch (RuntimeException unexpected) {
            LOG.warn("Job {} cannot move up", vacancy.jobId(), unexpected);
        }
    }

    private void moveUp(Vacancy vacancy, JobEntity job) {
        Date due = job.getDuedate();
        if (due != null && vacancy.isEarlierThan(due.toInstant())) {
            upkeep.vacancies().leave(vacancy, due.toInstant());
        } else if (upkeep.vacancies().promise(vacancy)) {
            if (!upkeep.holds(vacancy.jobId())) {
                throw new OptimisticLockingException("Somebody holds job " + vacancy.jobId());
            }
            job.setDuedate(ClockUtil.getCurrentTime());
        }
    }

    private Freeing giveFree(String jobId, Predicate<JobEntity> isAbandoned) {
        try {
            Freeing result = engine.getCommandExecutorTxRequired().execute(transaction -> {
                JobEntity job = transaction.getJobManager().findJobById(jobId);
                if (job == null
                        || job.getLockOwner() == null
                        || !SavePoint.isMarked(job, transaction)
                        || !isAbandoned.test(job)) {
                    return Freeing.LEFT;
                }
                if (!upkeep.holds(jobId)) {
                    return Freeing.HELD;
                }
                job.unlock();
                return Freeing.FREED;
            });
            if (result == Freeing.FREED) {
                engine.getJobExecutor().jobWasAdded();
            }
            return result;
        } catch (OptimisticLockingException takenMeanwhile) {
            LOG.debug("Job {} has a new owner already", jobId);
        } catch (RuntimeException unreadable) {
            LOG.warn("Job {} of a node that is gone is left to the engine's own lock time", jobId, unreadable);
        }
        return Freeing.LEFT;
    }
}
