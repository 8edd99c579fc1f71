package io.github.camundacliq.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong property as a fact and a remedy instead of a stack trace. */
final class InvalidCliqPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCliqPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidCliqPropertyException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
