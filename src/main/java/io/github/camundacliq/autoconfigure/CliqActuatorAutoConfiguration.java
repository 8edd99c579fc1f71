package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.TokenCheck;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.delivery.UsageQuery;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Says how the connections stand where Actuator is on the class path: {@code /actuator/cliq} and the health. */
@AutoConfiguration(after = CliqAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(Delivery.class)
public final class CliqActuatorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConnectionReports camundaCliqConnectionReports(
            AccessTokens tokens, UsageQuery usage, @Qualifier("cliqClock") Clock clock) {
        return new ConnectionReports(new TokenCheck(tokens, clock), usage);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = CliqEndpoint.class)
    CliqEndpoint camundaCliqEndpoint(Connections connections, ConnectionReports reports, Upkeep upkeep) {
        return new CliqEndpoint(connections, reports, upkeep.databaseClock());
    }

    @Bean
    @ConditionalOnMissingBean(name = {"cliqHealthIndicator", "cliqHealthContributor"})
    @ConditionalOnEnabledHealthIndicator("cliq")
    HealthContributor cliqHealthContributor(Connections connections, ConnectionReports reports) {
        return CompositeHealthContributor.fromMap(
                connections.all().stream().collect(Collectors.toMap(Connection::linkName, Function.identity())),
                connection -> new ConnectionHealth(connection, reports));
    }
}
