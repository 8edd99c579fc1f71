package io.github.camundacliq.model;

import java.util.Optional;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.ParseUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a task that posts its retry cycle: its own, as Camunda's extension element or as our extension property, else
 * the configured default. The engine's three retries at once would be burnt within seconds of a Cliq that is down.
 */
final class RetryCycle extends CliqParseListener {

    private static final Logger LOG = LoggerFactory.getLogger(RetryCycle.class);

    private static final PropertyKey<FailedJobRetryConfiguration> CYCLE = new PropertyKey<>("cliqRetryCycle");

    private static final String CAMUNDAS_ELEMENT = "failedJobRetryTimeCycle";

    private final String defaultCycle;

    RetryCycle(String defaultCycle) {
        this.defaultCycle = defaultCycle;
    }

    @Override
    void parse(Element element, ActivityImpl activity) {
        String cycle = CliqTask.loop(element)
                .flatMap(RetryCycle::camundas)
                .or(() -> camundas(element))
                .or(() -> CliqTask.property(element, CliqTask.RETRY_CYCLE))
                .filter(own -> isReadable(own, activity))
                .orElse(defaultCycle);
        activity.getProperties().set(CYCLE, read(cycle, activity));
    }

    /** After all listeners: the starter's takes even a cycle that cannot be read. */
    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        apply(definition);
    }

    private static void apply(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            if (activity.getProperties().contains(CYCLE)) {
                activity.getProperties()
                        .set(
                                DefaultFailedJobParseListener.FAILED_JOB_CONFIGURATION,
                                activity.getProperties().get(CYCLE));
            }
            apply(activity);
        }
    }

    private static Optional<String> camundas(Element element) {
        return CliqTask.extension(element, CAMUNDAS_ELEMENT)
                .map(Element::getText)
                .filter(text -> !text.isBlank());
    }

    /** The engine passes over one that it cannot read, and retries at once. */
    private static boolean isReadable(String cycle, ActivityImpl activity) {
        Optional<String> unreadable = RetryPeriods.unreadable(cycle);
        unreadable.ifPresent(period -> LOG.warn(
                "The retry cycle '{}' of task {} is not used, for '{}' is no period; the default of cliq.retry-cycle is. Give"
                        + " periods such as PT10S,PT1M, or one with its repetitions such as R5/PT1M",
                cycle,
                activity.getId(),
                period));
        return unreadable.isEmpty();
    }

    private FailedJobRetryConfiguration read(String cycle, ActivityImpl activity) {
        return RetryPeriods.isExpression(cycle)
                ? new FailedJobRetryConfiguration(new RetryExpression(
                        Context.getProcessEngineConfiguration()
                                .getExpressionManager()
                                .createExpression(cycle),
                        activity.getId(),
                        defaultCycle))
                : ParseUtil.parseRetryIntervals(cycle);
    }
}
