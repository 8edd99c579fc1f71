package io.github.camundacliq.autoconfigure;

import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/** The plugin in an application that has a database, and nothing of our own application. */
final class CliqContext {

    private CliqContext() {}

    /** What the engine's starter brings; the engine itself takes seconds to start. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CamundaBpmProperties.class)
    static class Starter {

        @Bean
        TaskExecutor camundaTaskExecutor() {
            return new SyncTaskExecutor();
        }
    }

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Starter.class)
                .withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}")
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        CliqAutoConfiguration.class));
    }
}
