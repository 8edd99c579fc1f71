package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.model.RetryPeriods;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Checks what all connections have in common, before anything is built from it. */
final class ConfiguredTask {

    private static final Pattern PART_NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final String SPIN_JSON = "org.camunda.spin.impl.json.jackson.format.JacksonJsonDataFormat";
    private static final String SPIN_PLUGIN = "org.camunda.spin.plugin.impl.SpinProcessEnginePlugin";

    private static final String REST_CLIENT = "org.springframework.web.client.RestClient";

    private ConfiguredTask() {}

    /** @throws StartRefusedException for the first thing that cannot work */
    static void check(CliqProperties properties, @Nullable ClassLoader classes) {
        if (!ClassUtils.isPresent(SPIN_JSON, classes) || !ClassUtils.isPresent(SPIN_PLUGIN, classes)) {
            throw MissingLibraryException.spin();
        }
        if (!ClassUtils.isPresent(REST_CLIENT, classes)) {
            throw MissingLibraryException.springWeb();
        }
        atLeastOne("cliq.max-concurrent-posts", properties.maxConcurrentPosts(), "64");
        atLeastOne("cliq.max-text-length", properties.maxTextLength(), "5000");
        if (!PART_NAME.matcher(properties.files().partName()).matches()) {
            throw new InvalidCliqPropertyException(
                    "cliq.files.part-name",
                    "is '" + properties.files().partName() + "'",
                    "Give files or file, whichever your Cliq takes.");
        }
        checkRetryCycle(properties.retryCycle());
        PositivePeriod.require("cliq.journal.keep", properties.journal().keep(), "30d");
        PositivePeriod.require("cliq.verify-after", properties.verifyAfter(), "20s");
    }

    /** The engine passes over one that it cannot read, and retries at once. */
    private static void checkRetryCycle(String cycle) {
        if (cycle.contains("${")) {
            throw InvalidCliqPropertyException.placeholder("cliq.retry-cycle");
        }
        RetryPeriods.unreadable(cycle).ifPresent(period -> {
            throw new InvalidCliqPropertyException(
                    "cliq.retry-cycle",
                    "is '" + cycle + "', in which '" + period + "' is no period",
                    "Give periods such as PT10S,PT1M,PT5M, or one with its repetitions such as R5/PT1M.");
        });
    }

    private static void atLeastOne(String property, int value, String example) {
        if (value < 1) {
            throw new InvalidCliqPropertyException(
                    property, "is " + value, "Give a number of at least 1, such as " + example + ".");
        }
    }
}
