package io.github.camundacliq.engine;

import java.util.Optional;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.ParseUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Gives a task that posts its retry cycle: its own, as Camunda's extension element or as our extension property, else
 * the configured default. The engine's three retries at once would be burnt within seconds of a Cliq that is down.
 */
final class RetryCycle extends CliqParseListener {

    private static final String CAMUNDAS_ELEMENT = "failedJobRetryTimeCycle";

    private final String defaultCycle;

    RetryCycle(String defaultCycle) {
        this.defaultCycle = defaultCycle;
    }

    @Override
    void parse(Element element, ActivityImpl activity) {
        String cycle = camundas(element.element("multiInstanceLoopCharacteristics"))
                .or(() -> camundas(element))
                .or(() -> CliqTask.property(element, CliqTask.RETRY_CYCLE))
                .orElse(defaultCycle);
        activity.getProperties().set(DefaultFailedJobParseListener.FAILED_JOB_CONFIGURATION, read(cycle));
    }

    private static Optional<String> camundas(@org.jspecify.annotations.Nullable Element element) {
        return CliqTask.extension(element, CAMUNDAS_ELEMENT)
                .map(Element::getText)
                .filter(text -> !text.isBlank());
    }

    private static FailedJobRetryConfiguration read(String cycle) {
        return cycle.contains("${") || cycle.contains("#{")
                ? new FailedJobRetryConfiguration(Context.getProcessEngineConfiguration()
                        .getExpressionManager()
                        .createExpression(cycle))
                : ParseUtil.parseRetryIntervals(cycle);
    }
}
