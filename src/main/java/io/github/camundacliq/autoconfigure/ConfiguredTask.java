package io.github.camundacliq.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.bpmn.parser.FailedJobRetryConfiguration;
import org.camunda.bpm.engine.impl.calendar.DurationHelper;
import org.camunda.bpm.engine.impl.util.ParseUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Checks what all connections have in common, before anything is built from it. */
final class ConfiguredTask {

    private static final Pattern PART_NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final String SPIN_JSON = "org.camunda.spin.impl.json.jackson.format.JacksonJsonDataFormat";
    private static final String SPIN_PLUGIN = "org.camunda.spin.plugin.impl.SpinProcessEnginePlugin";

    private ConfiguredTask() {}

    /** @throws StartRefusedException for the first thing that cannot work */
    static void check(CliqProperties properties, @Nullable ClassLoader classes) {
        if (!ClassUtils.isPresent(SPIN_JSON, classes) || !ClassUtils.isPresent(SPIN_PLUGIN, classes)) {
            throw new StartRefusedException(
                    "Camunda Spin with its JSON format is not on the class path, and without it the engine cannot store"
                            + " Cliq's answers.",
                    "Add org.camunda.bpm:camunda-engine-plugin-spin and"
                            + " org.camunda.spin:camunda-spin-dataformat-json-jackson.");
        }
        if (!isRetryCycle(properties.retryCycle())) {
            throw new InvalidCliqPropertyException(
                    "cliq.retry-cycle",
                    "is '" + properties.retryCycle() + "'",
                    "Give ISO 8601 periods, such as PT10S,PT1M,PT5M, or a repetition, such as R5/PT1M.");
        }
        atLeastOne("cliq.max-concurrent-posts", properties.maxConcurrentPosts(), "64");
        atLeastOne("cliq.max-text-length", properties.maxTextLength(), "5000");
        if (!PART_NAME.matcher(properties.files().partName()).matches()) {
            throw new InvalidCliqPropertyException(
                    "cliq.files.part-name",
                    "is '" + properties.files().partName() + "'",
                    "Give files or file, whichever your Cliq takes.");
        }
        Duration keep = properties.journal().keep();
        if (keep.isNegative() || keep.isZero()) {
            throw new InvalidCliqPropertyException(
                    "cliq.journal.keep", "is " + keep, "Give a positive period, such as 30d.");
        }
    }

    private static void atLeastOne(String property, int value, String example) {
        if (value < 1) {
            throw new InvalidCliqPropertyException(
                    property, "is " + value, "Give a number of at least 1, such as " + example + ".");
        }
    }

    /** As the engine reads it when a job fails, which is too late to find out. */
    private static boolean isRetryCycle(String cycle) {
        if (cycle.contains("${") || cycle.contains("#{")) {
            return true;
        }
        FailedJobRetryConfiguration read = ParseUtil.parseRetryIntervals(cycle);
        List<String> intervals =
                read == null || read.getRetryIntervals() == null ? List.of() : read.getRetryIntervals();
        return !intervals.isEmpty() && intervals.stream().allMatch(ConfiguredTask::isPeriod);
    }

    private static boolean isPeriod(String interval) {
        try {
            return new DurationHelper(interval).getDateAfter() != null;
        } catch (Exception unreadable) {
            return false;
        }
    }
}
