package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.h2.FileCompaction;
import io.github.camundacliq.h2.VariableStatistics;
import io.github.camundacliq.model.ModelListeners;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultFailedJobCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.jspecify.annotations.Nullable;

/** Teaches an engine what a task that posts needs; everything else in it stays as it was. */
public final class CliqEnginePlugin extends AbstractProcessEnginePlugin {

    private final Delivery delivery;
    private final Upkeep upkeep;
    private final EngineMeter meter;
    private final String retryCycle;
    private final Clock clock;

    /**
     * The plugin.
     *
     * @param retryCycle of tasks that name none, in Camunda's notation
     */
    public CliqEnginePlugin(Delivery delivery, Upkeep upkeep, EngineMeter meter, String retryCycle, Clock clock) {
        this.delivery = delivery;
        this.upkeep = upkeep;
        this.meter = meter;
        this.retryCycle = retryCycle;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomPreBPMNParseListeners(
                with(configuration.getCustomPreBPMNParseListeners(), ModelListeners.before()));
        configuration.setCustomPostBPMNParseListeners(
                with(configuration.getCustomPostBPMNParseListeners(), ModelListeners.after(retryCycle)));
    }

    /** The starter sets its own factory before initialisation, so ours wraps whatever is there afterwards. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        meter.createIn(configuration);
        FailedJobCommandFactory others = configuration.getFailedJobCommandFactory();
        configuration.setFailedJobCommandFactory(
                new FailedJobs(others == null ? new DefaultFailedJobCommandFactory() : others, delivery, clock));
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        if (configuration.getJobExecutor() instanceof CliqJobExecutor jobExecutor) {
            keepHouse(jobExecutor, configuration);
            if (DbSqlSessionFactory.H2.equals(configuration.getDatabaseType())) {
                keepFast(jobExecutor, configuration);
            }
        }
    }

    private void keepHouse(CliqJobExecutor jobExecutor, ProcessEngineConfigurationImpl configuration) {
        Housekeeping housekeeping = new Housekeeping(upkeep, configuration);
        jobExecutor.showLife(housekeeping::beat);
        housekeeping.sweep();
        jobExecutor.every(Housekeeping.PERIOD, "cliq-housekeeping", housekeeping::sweep);
    }

    private static void keepFast(CliqJobExecutor jobExecutor, ProcessEngineConfigurationImpl configuration) {
        VariableStatistics statistics =
                new VariableStatistics(configuration.getDataSource(), configuration.getDatabaseTablePrefix());
        statistics.correct();
        jobExecutor.every(VariableStatistics.PERIOD, "cliq-statistics", statistics::correct);
        jobExecutor.every(
                FileCompaction.PERIOD, "cliq-compaction", new FileCompaction(configuration.getDataSource())::compact);
    }

    private static List<BpmnParseListener> with(
            @Nullable List<BpmnParseListener> others, List<BpmnParseListener> ours) {
        List<BpmnParseListener> all = new ArrayList<>(others == null ? List.of() : others);
        all.addAll(ours);
        return all;
    }
}
