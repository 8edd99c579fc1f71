package io.github.camundacliq.autoconfigure;

import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** Checks the retry cycle: the engine passes over one that it cannot read, and retries at once. */
final class ConfiguredRetryCycle {

    private static final Pattern REPEAT = Pattern.compile("R[1-9]\\d{0,3}/(.+)");

    private ConfiguredRetryCycle() {}

    /** @throws InvalidCliqPropertyException if it is neither an expression, nor a list of periods, nor a repeated one */
    static String of(String cycle) {
        if (!cycle.contains("${") && !cycle.contains("#{")) {
            String periods = REPEAT.matcher(cycle.strip()).replaceFirst("$1");
            for (String period : periods.split(",", -1)) {
                requirePeriod(period.strip(), cycle);
            }
        }
        return cycle;
    }

    private static void requirePeriod(String period, String cycle) {
        try {
            DatatypeFactory.newInstance().newDuration(period);
        } catch (IllegalArgumentException noPeriod) {
            throw new InvalidCliqPropertyException(
                    "cliq.retry-cycle",
                    "is '" + cycle + "', in which '" + period + "' is no period",
                    "Give periods such as PT10S,PT1M,PT5M, or one with its repetitions such as R5/PT1M.");
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException("Every JDK can read periods", impossible);
        }
    }
}
