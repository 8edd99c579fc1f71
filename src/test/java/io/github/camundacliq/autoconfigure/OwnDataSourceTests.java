package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.transaction.PlatformTransactionManager;

/** An application with a data source for the engine beside its own. */
class OwnDataSourceTests {

    @Test
    void withTransactionsOfTheApplicationsRefusesTheStart() {
        Starts.runner().withUserConfiguration(TwoDatabases.class).run(context -> {
            FailureAnalysis analysis = Starts.analysis(context);
            assertThat(analysis.getDescription()).contains("belongs to another data source");
            assertThat(analysis.getAction()).contains("camundaBpmTransactionManager", "camundaBpmDataSource");
        });
    }

    @Test
    void withItsOwnTransactionsStarts() {
        Starts.runner()
                .withUserConfiguration(TwoDatabases.class, OwnTransactions.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    EngineDatabase database = context.getBean(EngineDatabase.class);
                    assertThat(database.dataSource()).isSameAs(context.getBean("camundaBpmDataSource"));
                    assertThat(database.transactionManager()).isSameAs(context.getBean("camundaBpmTransactionManager"));
                });
    }

    @Test
    void mayBeAwareOfTransactions() {
        DataSource bare = database("bare");
        DataSource aware = new TransactionAwareDataSourceProxy(bare);
        assertThat(new EngineDatabase(aware, new DataSourceTransactionManager(aware)).dataSource())
                .isSameAs(aware);
        assertThat(new EngineDatabase(aware, new DataSourceTransactionManager(bare)).dataSource())
                .isSameAs(aware);
    }

    private static DataSource database(String name) {
        return new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .setName(name)
                .generateUniqueName(true)
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        @Primary
        DataSource applications() {
            return database("applications");
        }

        @Bean
        DataSource camundaBpmDataSource() {
            return database("engines");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTransactions {

        @Bean
        @Primary
        PlatformTransactionManager transactionManager(DataSource applications) {
            return new DataSourceTransactionManager(applications);
        }

        @Bean
        PlatformTransactionManager camundaBpmTransactionManager(
                @Qualifier("camundaBpmDataSource") DataSource dataSource) {
            return new DataSourceTransactionManager(dataSource);
        }
    }
}
