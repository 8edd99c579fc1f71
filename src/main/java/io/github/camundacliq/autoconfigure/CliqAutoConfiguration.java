package io.github.camundacliq.autoconfigure;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.engine.CliqEnginePlugin;
import io.github.camundacliq.engine.EngineMeter;
import io.github.camundacliq.message.MessageRules;
import io.github.camundacliq.sandbox.SandboxSettings;
import io.github.camundacliq.task.Captures;
import io.github.camundacliq.task.ChatPosts;
import io.github.camundacliq.task.Cliq;
import io.github.camundacliq.task.PostToCliqChat;
import io.github.camundacliq.task.Zoho;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Puts the task into the engine that Camunda's starter makes, if it makes one. Every bean gives way to one of the application's
 * own. Only a {@code false} switches it off: any other value of {@code cliq.enabled} that is no boolean has to stop the start.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
        beforeName = "org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration")
@ConditionalOnClass(ProcessEngine.class)
@ConditionalOnProperty(name = "cliq.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "camunda.bpm.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CliqProperties.class)
@Import({JournalConfiguration.class, JobExecutorConfiguration.class, H2FileConfiguration.class})
public final class CliqAutoConfiguration {

    private static final String SPRING_MVC = "org.springframework.web.servlet.config.annotation.WebMvcConfigurer";

    private final CliqProperties properties;
    private final Clock clock;

    CliqAutoConfiguration(
            CliqProperties properties,
            @Qualifier("cliqClock") Clock clock,
            ResourceLoader resources,
            Environment environment) {
        UnknownProperties.check(environment);
        Switches.check(environment);
        checkSandbox(environment, resources.getClassLoader());
        ConfiguredTask.check(properties, resources.getClassLoader());
        this.properties = properties;
        this.clock = clock;
    }

    /** Nobody else reads its settings while it is off, and a wrong one would wait for the day when it is switched on. */
    private static void checkSandbox(Environment environment, @Nullable ClassLoader classes) {
        if (OwnSandbox.isOn(environment) && !ClassUtils.isPresent(SPRING_MVC, classes)) {
            throw MissingLibraryException.springMvc();
        }
        Binder.get(environment).bind("cliq.sandbox", SandboxSettings.class);
    }

    /** For us alone: whoever asks for any clock does not find it, and no other clock than one of this name takes its place. */
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean(name = "cliqClock")
    static Clock cliqClock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Connections camundaCliqConnections(ConfigurableEnvironment environment) {
        return ConfiguredConnections.of(properties, new LinkNames(environment), OwnSandbox.of(environment));
    }

    @Bean
    @ConditionalOnMissingBean
    Transport camundaCliqTransport() {
        return ConfiguredHttp.transport(properties.http());
    }

    @Bean
    @ConditionalOnMissingBean
    AccessTokens camundaCliqAccessTokens(Transport transport) {
        return new AccessTokens(transport, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    CliqClient camundaCliqClient(Transport transport, AccessTokens tokens) {
        return new CliqClient(
                transport,
                tokens,
                properties.files().partName(),
                properties.http().totalTimeout(),
                clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ReadBack camundaCliqReadBack(Transport transport, AccessTokens tokens) {
        return new ReadBack(transport, tokens, properties.http().totalTimeout(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Captures camundaCliqCaptures() {
        return new Captures();
    }

    @Bean
    @ConditionalOnMissingBean
    ChatPosts camundaCliqChatPosts(
            Delivery delivery, Connections connections, Captures captures, EngineDatabase database) {
        return new ChatPosts(
                delivery,
                connections,
                new MessageRules(properties.maxTextLength()),
                captures,
                database.transactionManager(),
                clock);
    }

    /** Processes ask for it by its name, so that it gives way to anything that is called so, such as a stub in a test. */
    @Bean
    @ConditionalOnMissingBean(value = PostToCliqChat.class, name = "postToCliqChat")
    PostToCliqChat postToCliqChat(ChatPosts posts) {
        return new PostToCliqChat(posts);
    }

    @Bean
    @ConditionalOnMissingBean(value = Zoho.class, name = "zoho")
    Zoho zoho(ChatPosts posts) {
        return new Zoho(new Cliq(posts));
    }

    @Bean
    @ConditionalOnMissingBean
    EngineMeter camundaCliqEngineMeter() {
        return new EngineMeter();
    }

    @Bean
    @ConditionalOnMissingBean
    CliqEnginePlugin camundaCliqEnginePlugin(Delivery delivery, Upkeep upkeep, EngineMeter meter) {
        return new CliqEnginePlugin(delivery, upkeep, meter, properties.retryCycle(), clock);
    }
}
