package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.delivery.Release;
import io.github.camundacliq.sandbox.LocksLifted;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets go at once what waits for a lock of this application's own sandbox: whoever lifts it looks for the messages. */
final class SandboxReleases {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxReleases.class);

    private final Connections connections;
    private final AccessTokens tokens;
    private final Release release;
    private final TransactionTemplate transactions;
    private final ObjectProvider<ProcessEngine> engine;

    SandboxReleases(
            Connections connections,
            AccessTokens tokens,
            Release release,
            TransactionTemplate transactions,
            ObjectProvider<ProcessEngine> engine) {
        this.connections = connections;
        this.tokens = tokens;
        this.release = release;
        this.transactions = transactions;
        this.engine = engine;
    }

    @EventListener(LocksLifted.class)
    void release() {
        List<Connection> toSandbox =
                connections.all().stream().filter(Connection::sandbox).toList();
        toSandbox.forEach(tokens::forget);
        toSandbox.stream().map(Connection::user).distinct().forEach(this::letGo);
    }

    /** The journal first: a job that runs in between finds no reason to wait any more. */
    private void letGo(String user) {
        List<String> jobs = transactions.execute(status -> release.of(user));
        if (jobs != null) {
            jobs.forEach(this::makeDue);
        }
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        configuration.getJobExecutor().jobWasAdded();
    }

    private void makeDue(String job) {
        try {
            engine.getObject().getManagementService().setJobDuedate(job, ClockUtil.getCurrentTime());
        } catch (ProcessEngineException goneOrRunning) {
            LOG.debug("Job {} needs no new due date", job, goneOrRunning);
        }
    }
}
