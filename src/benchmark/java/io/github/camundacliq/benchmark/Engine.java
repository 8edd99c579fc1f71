package io.github.camundacliq.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** One engine at its own defaults, with every contender's process deployed. */
final class Engine implements AutoCloseable {

    private static final int STARTERS = 2;

    private final ConfigurableApplicationContext context;
    private final ProcessEngine camunda;
    private final Progress progress;
    private final Worker worker;
    private final ExecutorService starters = Executors.newFixedThreadPool(STARTERS);

    private Engine(ConfigurableApplicationContext context) {
        this.context = context;
        this.camunda = context.getBean(ProcessEngine.class);
        this.progress = context.getBean(Progress.class);
        this.worker = new Worker(camunda.getExternalTaskService(), context.getBean(RestClient.class));
    }

    /**
     * Starts an engine.
     *
     * @param more properties, which name the database at least
     */
    static Engine start(Cliq cliq, Map<String, Object> more) {
        String connection = "cliq.connections.benchmark.";
        Map<String, Object> properties = new HashMap<>();
        properties.put("benchmark.cliq", cliq.url());
        properties.put(connection + "client-id", "benchmark");
        properties.put(connection + "client-secret", "benchmark-secret");
        properties.put(connection + "refresh-token", "benchmark-token");
        properties.put(connection + "api-base-url", cliq.url());
        properties.put(connection + "accounts-base-url", cliq.url());
        properties.put(connection + "limits.messages", "1000000/1m");
        properties.put(connection + "limits.files", "1000000/1m");
        properties.put("cliq.journal.initialize-schema", "always");
        properties.put("camunda.bpm.auto-deployment-enabled", "false");
        properties.put("camunda.bpm.default-serialization-format", "application/json");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "WARN");
        properties.putAll(more);
        return new Engine(new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties(Map.of("spring.config.name", "none"))
                        .run(properties.entrySet().stream()
                                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                                .toArray(String[]::new)))
                .deploy();
    }

    private Engine deploy() {
        for (Contender contender : Contender.values()) {
            camunda.getRepositoryService()
                    .createDeployment()
                    .addString(contender.key() + ".bpmn", contender.bpmn())
                    .deploy();
        }
        return this;
    }

    ProcessEngine camunda() {
        return camunda;
    }

    Progress progress() {
        return progress;
    }

    void start(Contender contender, String chat, String message) {
        camunda.getRuntimeService()
                .startProcessInstanceByKey(contender.key(), Map.of("chatId", chat, "message", message));
    }

    /** Starts so many instances as fast as it takes them, waits for their end, and returns the seconds it took. */
    double run(Contender contender, int instances) throws InterruptedException, ExecutionException {
        progress.forget();
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int starter = 0; starter < STARTERS; starter++) {
            running.add(starters.submit(() -> {
                for (int number = next.incrementAndGet(); number <= instances; number = next.incrementAndGet()) {
                    start(contender, "1", "Message " + number);
                }
            }));
        }
        for (Future<?> starter : running) {
            starter.get();
        }
        progress.await(instances);
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        starters.shutdownNow();
        worker.close();
        context.close();
    }
}
