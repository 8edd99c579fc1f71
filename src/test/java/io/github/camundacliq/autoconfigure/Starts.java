package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Starts that fail, and what they say. */
final class Starts {

    private Starts() {}

    /** No connection is configured. */
    static ApplicationContextRunner bare() {
        return CliqContext.runner();
    }

    /** The connection {@code team_a} is configured as most are. */
    static ApplicationContextRunner runner() {
        return bare().withPropertyValues(
                        "cliq.connections.team_a.client-id=1000.CLIENT",
                        "cliq.connections.team_a.client-secret=do-not-print-1",
                        "cliq.connections.team_a.refresh-token=do-not-print-2");
    }

    /** What the console says of a failed start. */
    static FailureAnalysis analysis(AssertableApplicationContext context) {
        assertThat(context).hasFailed();
        return analysis(context.getStartupFailure());
    }

    static FailureAnalysis analysis(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.logging(
                                org.apache.commons.logging.LogFactory.getLog(Starts.class)))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody explains it", failure));
    }
}
