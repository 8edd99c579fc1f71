package io.github.camundacliq.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.springframework.web.client.RestClient;

/** An external-task worker in the engine's JVM, with as many posts under way as ours has by default. */
final class Worker implements AutoCloseable {

    private static final int IN_FLIGHT = 64;
    private static final long LOCK_MILLIS = 60_000;
    private static final String NAME = "worker";

    private final ExternalTaskService tasks;
    private final RestClient rest;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Thread fetcher = new Thread(this::fetch, "external-task-fetcher");
    private final SingleConsumerCondition taskAdded = new SingleConsumerCondition(fetcher);
    private volatile boolean paused;

    Worker(ExternalTaskService tasks, RestClient rest) {
        this.tasks = tasks;
        this.rest = rest;
        ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(taskAdded);
        fetcher.setDaemon(true);
        fetcher.start();
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        taskAdded.signal();
    }

    private void fetch() {
        while (!fetcher.isInterrupted()) {
            while (paused && !fetcher.isInterrupted()) {
                taskAdded.await(LOCK_MILLIS);
            }
            free.acquireUninterruptibly();
            int room = 1 + free.drainPermits();
            List<LockedExternalTask> locked = tasks.fetchAndLock(room, NAME)
                    .topic("post", LOCK_MILLIS)
                    .variables("chatId", "message")
                    .execute();
            free.release(room - locked.size());
            locked.forEach(task -> threads.execute(() -> complete(task)));
            if (locked.isEmpty()) {
                taskAdded.await(LOCK_MILLIS);
            }
        }
    }

    private void complete(LockedExternalTask task) {
        try {
            Application.post(rest, task.getVariables());
            tasks.complete(task.getId(), NAME, Map.of("response", Map.of("status", "success")));
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(taskAdded);
        fetcher.interrupt();
        threads.shutdownNow();
    }
}
