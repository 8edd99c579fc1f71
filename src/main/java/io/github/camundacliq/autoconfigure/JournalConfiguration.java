package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.DeliveryListener;
import io.github.camundacliq.delivery.Release;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.delivery.UsageQuery;
import io.github.camundacliq.h2.Durability;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The journal in the engine's database, and what reads and writes it. Imported only, and so no {@code @Configuration}: the
 * runnable application would find it by its component scan also where the plugin is switched off.
 */
final class JournalConfiguration {

    private final CliqProperties properties;
    private final Clock clock;

    JournalConfiguration(CliqProperties properties, @Qualifier("cliqClock") Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Bean
    @ConditionalOnMissingBean
    EngineDatabase camundaCliqEngineDatabase(
            ObjectProvider<DataSource> dataSource,
            @Qualifier("camundaBpmDataSource") ObjectProvider<DataSource> engineDataSource,
            ObjectProvider<PlatformTransactionManager> transactionManager,
            @Qualifier("camundaBpmTransactionManager")
                    ObjectProvider<PlatformTransactionManager> engineTransactionManager) {
        return new EngineDatabase(own(engineDataSource, dataSource), own(engineTransactionManager, transactionManager));
    }

    /** Asks for no transaction manager: one of JPA is made after all schemas, and would wait for this one. */
    @Bean
    @ConditionalOnMissingBean
    JournalSchema camundaCliqJournalSchema(
            ObjectProvider<DataSource> dataSource,
            @Qualifier("camundaBpmDataSource") ObjectProvider<DataSource> engineDataSource) {
        return new JournalSchema(
                own(engineDataSource, dataSource), properties.journal().initializeSchema());
    }

    /** The engine's own, if it has one, or else the application's. */
    private static <T> T own(ObjectProvider<T> engines, ObjectProvider<T> applications) {
        return engines.getIfAvailable(applications::getObject);
    }

    /** After the schema's own initialisation, and with every connection's rows in place. */
    @Bean
    @ConditionalOnMissingBean
    Delivery camundaCliqDelivery(
            CliqClient client,
            ReadBack readBack,
            EngineDatabase database,
            Connections connections,
            ObjectProvider<DeliveryListener> listeners,
            JournalSchema initialized) {
        Durability.check(database.dataSource());
        Delivery delivery = new Delivery(
                client,
                readBack,
                database.operations(),
                UUID.randomUUID().toString(),
                properties.http().totalTimeout(),
                properties.verifyAfter(),
                listeners.orderedStream().toList(),
                clock);
        try {
            delivery.checkTables();
            connections.all().forEach(delivery::prepare);
        } catch (BadSqlGrammarException refused) {
            if (!JournalSchema.isMissing(refused)) {
                throw refused;
            }
            throw new InvalidCliqPropertyException(
                    "cliq.journal.initialize-schema",
                    "is '" + initialized.mode() + "', and the journal's tables are missing or out of date",
                    "Set it to 'always', or run " + initialized.script() + " from the jar yourself. Neither adds a"
                            + " column to a table that is there: if one is missing, add it as the script has it.");
        }
        return delivery;
    }

    @Bean
    @ConditionalOnMissingBean
    UsageQuery camundaCliqUsageQuery(EngineDatabase database, ObjectProvider<CamundaBpmProperties> engine) {
        return new UsageQuery(database.operations(), tablePrefix(engine), clock);
    }

    @Bean
    @ConditionalOnBooleanProperty("cliq.sandbox.enabled")
    SandboxReleases camundaCliqSandboxReleases(
            Connections connections,
            AccessTokens tokens,
            EngineDatabase database,
            ObjectProvider<ProcessEngine> engine) {
        return new SandboxReleases(
                connections,
                tokens,
                new Release(database.operations(), clock),
                new TransactionTemplate(database.transactionManager()),
                engine);
    }

    @Bean
    @ConditionalOnMissingBean
    Upkeep camundaCliqUpkeep(EngineDatabase database, Delivery delivery, ObjectProvider<CamundaBpmProperties> engine) {
        return new Upkeep(
                database.operations(),
                JdbcClient.create(database.dataSource()),
                delivery.owner(),
                tablePrefix(engine),
                properties.journal().keep(),
                clock);
    }

    private static String tablePrefix(ObjectProvider<CamundaBpmProperties> engine) {
        return Optional.ofNullable(engine.getIfAvailable())
                .map(camunda -> camunda.getDatabase().getTablePrefix())
                .orElse("");
    }
}
