package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.engine.CliqEnginePlugin;
import io.github.camundacliq.message.MessageRules;
import io.github.camundacliq.task.ChatPosts;
import io.github.camundacliq.task.Cliq;
import io.github.camundacliq.task.PostToCliqChat;
import io.github.camundacliq.task.Zoho;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Puts the task into an engine. Every bean gives way to one of the application's own. */
@AutoConfiguration(beforeName = "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration")
@ConditionalOnClass(ProcessEngine.class)
@ConditionalOnBooleanProperty(name = "cliq.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CliqProperties.class)
public final class CliqAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Connections cliqConnections(CliqProperties properties, ConfigurableEnvironment environment) {
        return ConfiguredConnections.of(properties, new LinkNames(environment));
    }

    @Bean
    @ConditionalOnMissingBean
    Transport cliqTransport(CliqProperties properties) {
        return ConfiguredHttp.transport(properties.http());
    }

    @Bean
    @ConditionalOnMissingBean
    AccessTokens cliqAccessTokens(Transport transport, ObjectProvider<Clock> clock) {
        return new AccessTokens(transport, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    CliqClient cliqClient(
            Transport transport, AccessTokens tokens, CliqProperties properties, ObjectProvider<Clock> clock) {
        return new CliqClient(
                transport,
                tokens,
                properties.files().partName(),
                properties.http().totalTimeout(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    Delivery cliqDelivery(CliqClient client) {
        return new Delivery(client);
    }

    @Bean
    @ConditionalOnMissingBean
    ChatPosts cliqChatPosts(Delivery delivery, Connections connections, CliqProperties properties) {
        return new ChatPosts(delivery, connections, new MessageRules(properties.maxTextLength()));
    }

    @Bean
    @ConditionalOnMissingBean
    PostToCliqChat postToCliqChat(ChatPosts posts) {
        return new PostToCliqChat(posts);
    }

    @Bean
    @ConditionalOnMissingBean
    Zoho zoho(ChatPosts posts) {
        return new Zoho(new Cliq(posts));
    }

    @Bean
    @ConditionalOnMissingBean
    CliqEnginePlugin cliqEnginePlugin(CliqProperties properties, ObjectProvider<Clock> clock) {
        return new CliqEnginePlugin(
                ConfiguredRetryCycle.of(properties.retryCycle()), clock.getIfAvailable(Clock::systemUTC));
    }
}
