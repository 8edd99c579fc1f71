package io.github.camundacliq.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** One engine with the plugin and without any web application; several of them on one database are a cluster. */
public final class Node implements AutoCloseable {

    /** Not annotated as a configuration, or the scan of the real application would find it and lose its REST API. */
    @EnableAutoConfiguration(
            exclude = {CamundaBpmRestJerseyAutoConfiguration.class, CamundaBpmWebappAutoConfiguration.class})
    static class Application {

        @Bean
        static FaultyCommits faultyCommits() {
            return new FaultyCommits();
        }

        @Bean
        Steps steps() {
            return new Steps();
        }
    }

    /** Camunda keeps engines by name for the whole JVM: nodes must not take each other's, or the application's. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private final Processes processes;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
        this.processes = new Processes(context.getBean(ProcessEngine.class));
    }

    /**
     * Starts a node; what is not given are the plugin's and the engine's own defaults.
     *
     * @param beans of the application's own
     */
    public static Node start(StubCliq cliq, Map<String, Object> properties, Class<?>... beans) {
        return start(cliq.url(), properties, beans);
    }

    static Node start(String cliqUrl, Map<String, Object> properties, Class<?>... beans) {
        Map<String, Object> all = new HashMap<>(connection("cliq_connection", cliqUrl));
        all.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        all.put("spring.datasource.username", "sa");
        all.put("spring.datasource.password", "");
        all.put("cliq.journal.initialize-schema", "always");
        all.put("cliq.connections.cliq_connection.limits.messages", "100000/1m");
        all.put("camunda.bpm.auto-deployment-enabled", "false");
        all.put("camunda.bpm.generic-properties.properties.history-time-to-live", "P1D");
        all.put("camunda.bpm.default-serialization-format", "application/json");
        all.put("camunda.bpm.process-engine-name", "node" + NUMBER.incrementAndGet());
        all.put("spring.main.banner-mode", "off");
        all.put("spring.profiles.active", "node");
        all.put("logging.level.org.camunda.bpm.engine.jobexecutor", "ERROR");
        all.putAll(properties);
        return new Node(new SpringApplicationBuilder(Application.class)
                .sources(beans)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.config.name", "none"))
                .run(all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
    }

    public static Map<String, Object> connection(String linkName, String url) {
        String prefix = "cliq.connections." + linkName + ".";
        return Map.of(
                prefix + "client-id", "test-client",
                prefix + "client-secret", "test-client-secret",
                prefix + "refresh-token", "test-refresh-token",
                prefix + "api-base-url", url,
                prefix + "accounts-base-url", url);
    }

    public Processes processes() {
        return processes;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public DataSource dataSource() {
        return bean(DataSource.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
