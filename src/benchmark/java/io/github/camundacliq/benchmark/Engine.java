package io.github.camundacliq.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;

/** One engine at its own defaults, with every contender's process deployed. */
final class Engine implements AutoCloseable {

    private static final int STARTERS = 2;

    /** Camunda keeps engines by name for the whole JVM. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private final ProcessEngine camunda;
    private final Progress progress;
    private final JobExecutor jobExecutor;
    private final Worker worker;
    private final ExecutorService starters = Executors.newFixedThreadPool(STARTERS);

    private Engine(ConfigurableApplicationContext context) {
        this.context = context;
        this.camunda = context.getBean(ProcessEngine.class);
        this.progress = context.getBean(Progress.class);
        this.jobExecutor = context.getBean(JobExecutor.class);
        this.worker = new Worker(camunda.getExternalTaskService(), context.getBean(RestClient.class));
    }

    /**
     * Starts an engine.
     *
     * @param more properties, which name the database at least
     */
    static Engine start(Cliq cliq, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(connection("benchmark", cliq, "1000000/1m"));
        properties.put("benchmark.cliq", cliq.url());
        properties.put("cliq.default-connection", "benchmark");
        properties.put("cliq.journal.initialize-schema", "always");
        properties.put("camunda.bpm.auto-deployment-enabled", "false");
        properties.put("camunda.bpm.default-serialization-format", "application/json");
        properties.put("camunda.bpm.process-engine-name", "node" + NUMBER.incrementAndGet());
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

    static Map<String, Object> connection(String name, Cliq cliq, String limit) {
        String prefix = "cliq.connections." + name + ".";
        return Map.of(
                prefix + "client-id",
                "benchmark",
                prefix + "client-secret",
                "benchmark-secret",
                prefix + "refresh-token",
                "benchmark-token",
                prefix + "api-base-url",
                cliq.url(),
                prefix + "accounts-base-url",
                cliq.url(),
                prefix + "limits.messages",
                limit,
                prefix + "limits.files",
                limit);
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

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What the database answers to a query for one number. */
    double asked(String query) {
        Double answer = bean(JdbcTemplate.class).queryForObject(query, Double.class);
        return answer == null ? 0 : answer;
    }

    Progress progress() {
        return progress;
    }

    void start(Contender contender, Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(Map.of("chatId", "1", "message", "Hello"));
        variables.putAll(more);
        camunda.getRuntimeService().startProcessInstanceByKey(contender.key(), variables);
    }

    /** Takes no jobs and no external tasks any more. */
    void pause() {
        jobExecutor.shutdown();
        worker.pause();
    }

    void resume() {
        worker.resume();
        jobExecutor.start();
    }

    /** Has all jobs of its instances wait so long. */
    void postpone(Contender contender, Duration time) {
        setDue(
                management().createJobQuery().processDefinitionKey(contender.key()),
                Instant.now().plus(time));
    }

    /** Those that were {@link #postpone postponed} for hours are due now. */
    void bringForward() {
        Instant now = Instant.now();
        setDue(management().createJobQuery().duedateHigherThan(Date.from(now.plus(Duration.ofHours(1)))), now);
    }

    private void setDue(JobQuery jobs, Instant due) {
        jobs.list().forEach(job -> management().setJobDuedate(job.getId(), Date.from(due)));
    }

    private ManagementService management() {
        return camunda.getManagementService();
    }

    /** Has so many instances wait before their task, then lets them go; returns the seconds until the last one ended. */
    double run(Contender contender, int instances) throws InterruptedException, ExecutionException {
        pause();
        prepare(contender, instances, number -> Map.of("message", "Message " + number));
        progress.forget();
        long begin = System.nanoTime();
        resume();
        progress.await(instances);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Starts so many instances, each with variables of its own. */
    void prepare(Contender contender, int instances, IntFunction<Map<String, Object>> variables)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        await(onStarters(() -> {
            for (int number = next.incrementAndGet(); number <= instances; number = next.incrementAndGet()) {
                start(contender, variables.apply(number));
            }
        }));
    }

    List<Future<?>> onStarters(Runnable task) {
        List<Future<?>> running = new ArrayList<>();
        for (int starter = 0; starter < STARTERS; starter++) {
            running.add(starters.submit(task));
        }
        return running;
    }

    static void await(List<Future<?>> running) throws InterruptedException, ExecutionException {
        for (Future<?> starter : running) {
            starter.get();
        }
    }

    @Override
    public void close() {
        starters.shutdownNow();
        worker.close();
        context.close();
    }
}
