package io.github.camundacliq.autoconfigure;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.delivery.Origin;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.task.PostToCliqChat;
import io.github.camundacliq.task.Zoho;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** The plugin in applications that have beans of their own, which it must neither take nor disturb. */
class GuestTests {

    private final ApplicationContextRunner runner = Starts.runner();

    private static Post hello(ApplicationContext context) {
        Connection connection = context.getBean(Connections.class).all().get(0);
        return new Post(connection, new ChatId("1"), new Message.Text("Hello"));
    }

    /** The engine's due dates go by the machine's time, whatever an application's own clock is for. */
    @Test
    void takesNoClockThatIsNotMeantForIt() {
        runner.withBean("business", Clock.class, () -> Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .run(context -> {
                    PostRequest request = new PostRequest(
                            "job",
                            hello(context),
                            new Origin("job", "instance", "process", "", "task", ""),
                            OnUncertain.RETRY);
                    assertThat(context.getBean(Delivery.class).decide(request)).isInstanceOf(Decision.Send.class);
                    assertThat(context.getBean(JdbcTemplate.class)
                                    .queryForObject("select SENT_ from CLIQ_JOURNAL", Long.class))
                            .isGreaterThan(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
                });
    }

    /** As the one of JPA does, which every initialiser of a database comes before. */
    @Test
    void startsWhereTheTransactionManagerNeedsAnInitialisedDatabase() {
        runner.withUserConfiguration(NeedsTheDatabase.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Delivery.class));
    }

    static class NeedsTheDatabase {

        @Bean
        JdbcTemplate initialised(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource, JdbcTemplate initialised) {
            return new DataSourceTransactionManager(dataSource);
        }
    }

    @Test
    void standsBesideBeansOfTheApplicationThatAreCalledAlike() {
        runner.withBean("cliqClient", StringBuilder.class, StringBuilder::new)
                .withBean("cliqConnections", StringBuilder.class, StringBuilder::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void leavesTheNamesThatProcessesUseToTheApplication() {
        runner.withBean("postToCliqChat", StringBuilder.class, StringBuilder::new)
                .withBean("zoho", StringBuilder.class, StringBuilder::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(PostToCliqChat.class)
                        .doesNotHaveBean(Zoho.class));
    }

    @Test
    void leavesNoThreadBehindWhereTheStartFails() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Predicate<Thread> ours =
                thread -> !before.contains(thread) && thread.getName().startsWith("cliq-");
        runner.withBean(
                        "failing",
                        String.class,
                        () -> {
                            assertThat(Thread.getAllStackTraces().keySet()).anyMatch(ours);
                            throw new IllegalStateException("The guest's own bean fails");
                        },
                        failing -> failing.setDependsOn("jobExecutor"))
                .run(context -> assertThat(context).getFailure().hasRootCauseMessage("The guest's own bean fails"));
        await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(ours));
    }

    @Test
    void countsInAllMeterRegistriesWhereNobodyPutThemTogether() {
        SimpleMeterRegistry one = new SimpleMeterRegistry();
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        runner.withConfiguration(AutoConfigurations.of(CliqMetricsAutoConfiguration.class))
                .withBean("one", SimpleMeterRegistry.class, () -> one)
                .withBean("other", SimpleMeterRegistry.class, () -> other)
                .run(context -> {
                    Reply delivered = new Reply(new Outcome.Delivered(Map.of()), 1);
                    context.getBean(PostMeters.class).posted(hello(context), delivered, Duration.ofMillis(5));
                });
        assertThat(one.get("cliq.posts").counter().count()).isEqualTo(1);
        assertThat(other.get("cliq.posts").counter().count()).isEqualTo(1);
    }

    @Test
    void leavesTheHealthToTheApplicationsOwnIndicator() {
        runner.withConfiguration(AutoConfigurations.of(CliqActuatorAutoConfiguration.class))
                .withBean(
                        "cliqHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.up().build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("cliqHealthContributor"));
    }

    @Test
    void saysWhereTheJournalCannotBeKept() {
        runner.withBean(DataSource.class, GuestTests::oracle)
                .run(context -> assertThat(Starts.analysis(context).getDescription()
                                + Starts.analysis(context).getAction())
                        .contains("schema-oracle.sql", "H2, PostgreSQL, MySQL or MariaDB", "cliq.enabled=false"));
    }

    private static DataSource oracle() {
        DataSource h2 = new DriverManagerDataSource("jdbc:h2:mem:oracle");
        return like(DataSource.class, h2, "getConnection", () -> {
            java.sql.Connection connection = h2.getConnection();
            return like(
                    java.sql.Connection.class,
                    connection,
                    "getMetaData",
                    () -> like(
                            DatabaseMetaData.class,
                            connection.getMetaData(),
                            "getDatabaseProductName",
                            () -> "Oracle"));
        });
    }

    private interface Answer {

        Object get() throws Exception;
    }

    /** The same, but for one method. */
    private static <T> T like(Class<T> type, T other, String method, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    try {
                        return called.getName().equals(method) ? answer.get() : called.invoke(other, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getTargetException();
                    }
                }));
    }
}
