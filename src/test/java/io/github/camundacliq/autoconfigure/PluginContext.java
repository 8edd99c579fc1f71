package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The plugin's beans with what they need of an engine, but without the engine, which takes seconds to start. */
final class PluginContext {

    private PluginContext() {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CamundaBpmProperties.class)
    static class Surroundings {

        @Bean
        javax.sql.DataSource dataSource(Environment environment) {
            return DataSourceBuilder.create()
                    .url(environment.getProperty("test.database", "jdbc:h2:mem:" + UUID.randomUUID()))
                    .build();
        }

        @Bean
        PlatformTransactionManager transactionManager(javax.sql.DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }

        @Bean
        TaskExecutor camundaTaskExecutor() {
            return new SyncTaskExecutor();
        }
    }

    /** No connection is configured. */
    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Surroundings.class)
                .withConfiguration(AutoConfigurations.of(CliqAutoConfiguration.class));
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
        Throwable failure = context.getStartupFailure();
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.logging(
                                org.apache.commons.logging.LogFactory.getLog(PluginContext.class)))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody explains it", failure));
    }
}
