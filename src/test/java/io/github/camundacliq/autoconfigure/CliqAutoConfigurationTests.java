package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.CliqClient;
import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.connection.DataCenter;
import io.github.camundacliq.connection.Grant;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.connection.Secret;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Upkeep;
import io.github.camundacliq.delivery.UsageQuery;
import io.github.camundacliq.engine.CliqEnginePlugin;
import io.github.camundacliq.engine.CliqJobExecutor;
import io.github.camundacliq.engine.EngineMeter;
import io.github.camundacliq.engine.PostDrain;
import io.github.camundacliq.h2.H2FilePools;
import io.github.camundacliq.task.Captures;
import io.github.camundacliq.task.ChatPosts;
import io.github.camundacliq.task.PostToCliqChat;
import io.github.camundacliq.task.Zoho;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;

class CliqAutoConfigurationTests {

    private static final String[] COMPLETE = {
        "cliq.connections.team_a.client-id=1000.ID",
        "cliq.connections.team_a.client-secret=the-client-secret",
        "cliq.connections.team_a.refresh-token=the-refresh-token"
    };

    private final ApplicationContextRunner runner = CliqContext.runner();

    @Test
    void bringsTheTaskUnderTheNamesThatProcessesUse() {
        runner.withPropertyValues(COMPLETE).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean("postToCliqChat")).isInstanceOf(PostToCliqChat.class);
            assertThat(context.getBean("zoho")).isInstanceOf(Zoho.class);
            assertThat(context).hasSingleBean(CliqEnginePlugin.class);
        });
    }

    @Test
    void startsWithoutAnyConnection() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Connections.class).all()).isEmpty();
        });
    }

    @Test
    void hasTheDocumentedDefaults() {
        runner.withPropertyValues(COMPLETE)
                .run(context -> assertThat(context.getBean(Connections.class).defaultConnection())
                        .contains(new Connection(
                                "team_a",
                                "team_a",
                                DataCenter.US.api(),
                                DataCenter.US.accounts(),
                                new Grant.RefreshToken(
                                        "1000.ID", new Secret("the-client-secret"), new Secret("the-refresh-token")),
                                new Connection.Limits(
                                        new Rate(50, Duration.ofMinutes(1)),
                                        new Rate(20, Duration.ofMinutes(1)),
                                        Duration.ofMinutes(10)),
                                Optional.empty(),
                                false)));
    }

    @Test
    void takesEveryDocumentedProperty() {
        runner.withPropertyValues(COMPLETE)
                .withPropertyValues(
                        "cliq.connections.team_a.grant=client_credentials",
                        "cliq.connections.team_a.scope=ZohoCliq.Webhooks.CREATE",
                        "cliq.connections.team_a.soid=ZohoCliq.12345",
                        "cliq.connections.team_a.api-base-url=https://cliq.zoho.eu/company/1/",
                        "cliq.connections.team_a.accounts-base-url=http://localhost:9099",
                        "cliq.connections.team_a.user=paula",
                        "cliq.connections.team_a.limits.messages=10/30s",
                        "cliq.connections.team_a.limits.files=5/2m",
                        "cliq.connections.team_a.limits.lock=5m",
                        "cliq.connections.team_a.external-calls.limit=10000",
                        "cliq.connections.team_a.external-calls.period=1d",
                        "cliq.http.connect-timeout=1s",
                        "cliq.http.read-timeout=2s",
                        "cliq.http.total-timeout=3s",
                        "cliq.files.part-name=file",
                        "cliq.retry-cycle=R3/PT1M",
                        "cliq.max-text-length=10000")
                .run(context -> {
                    Connection connection =
                            context.getBean(Connections.class).find("team_a").orElseThrow();
                    assertThat(connection.grant())
                            .isEqualTo(new Grant.ClientCredentials(
                                    "1000.ID",
                                    new Secret("the-client-secret"),
                                    "ZohoCliq.Webhooks.CREATE",
                                    Optional.of("ZohoCliq.12345")));
                    assertThat(connection.api()).hasToString("https://cliq.zoho.eu/company/1");
                    assertThat(connection.accounts()).hasToString("http://localhost:9099");
                    assertThat(connection.user()).isEqualTo("paula");
                    assertThat(connection.limits().messages()).isEqualTo(new Rate(10, Duration.ofSeconds(30)));
                    assertThat(connection.limits().lock()).isEqualTo(Duration.ofMinutes(5));
                    assertThat(connection.externalCalls()).contains(new Rate(10_000, Duration.ofDays(1)));
                });
    }

    @ParameterizedTest
    @EnumSource(DataCenter.class)
    void findsTheAddressesOfADataCentre(DataCenter dataCenter) {
        runner.withPropertyValues(COMPLETE)
                .withPropertyValues("cliq.connections.team_a.data-center=" + dataCenter)
                .run(context -> assertThat(context.getBean(Connections.class).find("team_a"))
                        .hasValueSatisfying(connection -> {
                            assertThat(connection.api()).isEqualTo(dataCenter.api());
                            assertThat(connection.accounts()).isEqualTo(dataCenter.accounts());
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cliq.connections.team_a.client-id=                        | cliq.connections.team_a.client-id           | Zoho API console
            cliq.connections.team_a.client-secret=                    | cliq.connections.team_a.client-secret       | Zoho API console
            cliq.connections.team_a.refresh-token=                    | cliq.connections.team_a.refresh-token       | ZohoCliq.Webhooks.CREATE
            cliq.connections.team_a.grant=client_credentials          | cliq.connections.team_a.scope               | ZohoCliq.Webhooks.CREATE
            cliq.connections.team_a.api-base-url=cliq.zoho.eu         | cliq.connections.team_a.api-base-url        | https://cliq.zoho.eu
            cliq.connections.team_a.api-base-url=ftp://cliq.zoho.eu   | cliq.connections.team_a.api-base-url        | https://cliq.zoho.eu
            cliq.connections.team_a.accounts-base-url=https:/zoho     | cliq.connections.team_a.accounts-base-url   | whole address
            cliq.connections.team_a.limits.lock=0s                    | cliq.connections.team_a.limits.lock         | 10m
            cliq.connections.team_a.external-calls.limit=0            | cliq.connections.team_a.external-calls      | at least 1
            cliq.default-connection=Team_A                            | cliq.default-connection                     | cliq.connections.Team_A
            cliq.http.read-timeout=0s                                 | cliq.http.read-timeout                      | 20s
            cliq.http.total-timeout=-1s                               | cliq.http.total-timeout                     | 20s
            """)
    void aWrongPropertyStopsTheStartWithItsNameAndTheRemedy(String property, String named, String remedy) {
        runner.withPropertyValues(COMPLETE).withPropertyValues(property).run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(named);
            assertThat(analysis.getAction()).contains(remedy);
            assertThat(analysis.getDescription() + analysis.getAction())
                    .doesNotContain("the-client-secret")
                    .doesNotContain("the-refresh-token");
        });
    }

    @Test
    void aPlaceholderThatNobodyFilledStopsTheStart() {
        runner.withPropertyValues(COMPLETE)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "unfilled", Map.of("cliq.connections.team_a.client-secret", "${NO_SUCH_SECRET}"))))
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("still holds a placeholder")
                        .contains("cliq.connections.team_a.client-secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cliq.connections.team_a.data-center=mars",
                "cliq.connections.team_a.grant=password",
                "cliq.connections.team_a.limits.messages=many",
                "cliq.connections.team_a.limits.files=0/1m",
                "cliq.http.connect-timeout=soon",
                "cliq.max-text-length=long"
            })
    void aValueOfTheWrongKindStopsTheStartWithThePropertysName(String property) {
        runner.withPropertyValues(COMPLETE).withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(property.substring(0, property.indexOf('=')));
            assertThat(analysis.getCause()).isInstanceOf(BindException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "R3", "R/PT", "R0/PT1M", "PT10S,,PT1M", "10s", "R3/PT1M,PT5M,x"})
    void aRetryCycleThatIsNoneStopsTheStart(String cycle) {
        runner.withPropertyValues(COMPLETE)
                .withPropertyValues("cliq.retry-cycle=" + cycle)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription()).contains("cliq.retry-cycle", cycle);
                    assertThat(analysis.getAction()).contains("PT10S,PT1M");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10S,PT1M", "PT10S, PT1M", "R5/PT1M", "P1D", "PT0S", "${cycle}"})
    void takesEveryRetryCycleThatTheEngineReads(String cycle) {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("cycle", Map.of("cycle", "PT1M", "cliq.retry-cycle", cycle))))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void thePropertiesPrintNoSecret() {
        runner.withPropertyValues(COMPLETE)
                .withPropertyValues(
                        "cliq.http.proxy.host=localhost",
                        "cliq.http.proxy.port=3128",
                        "cliq.http.proxy.username=zylker",
                        "cliq.http.proxy.password=the-proxy-password")
                .run(context -> assertThat(context.getBean(CliqProperties.class).toString())
                        .contains("team_a")
                        .doesNotContain("the-client-secret")
                        .doesNotContain("the-refresh-token")
                        .doesNotContain("the-proxy-password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cliq.enabled=false", "camunda.bpm.enabled=false"})
    void bringsNothingWhereItOrTheEngineIsSwitchedOff(String property) {
        runner.withPropertyValues(COMPLETE).withPropertyValues(property).run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(PostToCliqChat.class)
                .doesNotHaveBean(CliqEnginePlugin.class)
                .doesNotHaveBean(CliqJobExecutor.class)
                .doesNotHaveBean(JournalSchema.class)
                .doesNotHaveBean(CliqProperties.class));
    }

    @Test
    void bringsNothingWhereThereIsNoEngine() {
        runner.withClassLoader(new FilteredClassLoader(org.camunda.bpm.engine.ProcessEngine.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CliqAutoConfiguration.class));
    }

    static Stream<Class<?>> beans() {
        return Stream.of(
                Connections.class,
                Transport.class,
                AccessTokens.class,
                CliqClient.class,
                ReadBack.class,
                Captures.class,
                ChatPosts.class,
                PostToCliqChat.class,
                Zoho.class,
                EngineMeter.class,
                CliqEnginePlugin.class,
                EngineDatabase.class,
                H2FilePools.class,
                JournalSchema.class,
                Delivery.class,
                UsageQuery.class,
                Upkeep.class);
    }

    @Test
    void hasNoOtherBeansThanThoseThatGiveWay() {
        runner.withPropertyValues(COMPLETE).run(context -> assertThat(Stream.of(context.getBeanDefinitionNames())
                        .map(context::getType)
                        .filter(type -> type.getName().startsWith("io.github.camundacliq."))
                        .filter(type -> type.getEnclosingClass() == null)
                        .filter(type -> !type.getSimpleName().endsWith("Configuration"))
                        .filter(type -> type != CliqProperties.class))
                .map(type -> (Object) type)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(beans(), Stream.of(CliqJobExecutor.class, PostDrain.class))
                                .toList()));
    }

    @Test
    void leavesTheJobExecutorToTheApplicationThatHasOne() {
        JobExecutor own = new SpringJobExecutor();
        runner.withPropertyValues(COMPLETE)
                .withBean("ownExecutor", JobExecutor.class, () -> own)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(PostDrain.class);
                    assertThat(context.getBean(JobExecutor.class)).isSameAs(own);
                });
    }

    @Test
    void takesTheApplicationsClockOfItsName() {
        Clock own = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        runner.withPropertyValues(COMPLETE)
                .withBean("cliqClock", Clock.class, () -> own)
                .run(context -> assertThat(context.getBean(Clock.class)).isSameAs(own));
    }

    /** Asks for a clock in every way that does not name one. */
    record Clocks(Clock one, Optional<Clock> perhaps, ObjectProvider<Clock> provider, List<Clock> all) {}

    @Test
    void keepsItsClockFromAnApplicationThatHasAnother() {
        Clock own = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        runner.withPropertyValues(COMPLETE)
                .withBean("clock", Clock.class, () -> own)
                .withBean(Clocks.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean("cliqClock")).isNotSameAs(own);
                    Clocks clocks = context.getBean(Clocks.class);
                    assertThat(clocks.one()).isSameAs(own);
                    assertThat(clocks.perhaps()).containsSame(own);
                    assertThat(clocks.provider().getIfUnique()).isSameAs(own);
                    assertThat(clocks.all()).containsExactly(own);
                    assertThat(context.getBeanProvider(Clock.class).getIfUnique())
                            .isSameAs(own);
                    assertThat(context.getBean(Clock.class)).isSameAs(own);
                });
    }

    /** What an application has that makes a clock where there is none. */
    @AutoConfiguration(after = CliqAutoConfiguration.class)
    static class ClockWhereNoneIs {

        @Bean
        @ConditionalOnMissingBean
        Clock clock() {
            return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        }
    }

    @Test
    void isNoClockForWhoMakesOneWhereNoneIs() {
        runner.withPropertyValues(COMPLETE)
                .withConfiguration(AutoConfigurations.of(ClockWhereNoneIs.class))
                .run(context -> assertThat(context).hasBean("clock"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("beans")
    void givesWayToABeanOfTheApplication(Class<?> type) {
        runner.withPropertyValues(COMPLETE).run(original -> {
            Object replacement = original.getBean(type);
            runner.withPropertyValues(COMPLETE)
                    .withInitializer(context -> register((GenericApplicationContext) context, type, replacement))
                    .run(context -> {
                        assertThat(context).hasNotFailed().hasSingleBean(type);
                        assertThat(AopProxyUtils.ultimateTargetClass(context.getBean(type)))
                                .isEqualTo(type);
                        assertThat(context.getBean(type)).isSameAs(replacement);
                    });
        });
    }

    private static <T> void register(GenericApplicationContext context, Class<T> type, Object bean) {
        context.registerBeanDefinition(
                "ofTheApplication",
                BeanDefinitionBuilder.genericBeanDefinition(type, () -> type.cast(bean))
                        .getBeanDefinition());
    }

    /** What Spring Boot prints for a failed start: the first analyzer that knows the failure speaks. */
    private static FailureAnalysis analysis(Throwable failure) {
        assertThat(failure).isNotNull();
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, cause) -> {}));
        return analyzers.stream()
                .map(analyzer -> Optional.ofNullable(analyzer.analyze(failure)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("Nobody explains " + Arrays.toString(failure.getStackTrace()), failure));
    }
}
