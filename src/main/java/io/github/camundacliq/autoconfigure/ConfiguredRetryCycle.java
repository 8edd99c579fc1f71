package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.model.RetryPeriods;

/** Checks the retry cycle: the engine passes over one that it cannot read, and retries at once. */
final class ConfiguredRetryCycle {

    private ConfiguredRetryCycle() {}

    /** @throws InvalidCliqPropertyException if it is neither an expression, nor a list of periods, nor a repeated one */
    static String of(String cycle) {
        if (cycle.contains("${")) {
            throw InvalidCliqPropertyException.placeholder("cliq.retry-cycle");
        }
        RetryPeriods.unreadable(cycle).ifPresent(period -> {
            throw new InvalidCliqPropertyException(
                    "cliq.retry-cycle",
                    "is '" + cycle + "', in which '" + period + "' is no period",
                    "Give periods such as PT10S,PT1M,PT5M, or one with its repetitions such as R5/PT1M.");
        });
        return cycle;
    }
}
