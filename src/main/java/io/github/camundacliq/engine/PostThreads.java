package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The threads that wait for Cliq, so that the engine's need not.
 *
 * <p>They are virtual from Java 24 on. Before that a virtual thread that waits in a database driver's synchronized block
 * holds one of the few threads beneath.
 */
final class PostThreads {

    private final int limit;
    private final Semaphore free;
    private final java.util.concurrent.Executor threads;
    private volatile Runnable whenFree = () -> {};

    PostThreads(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit);
        this.threads = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_FOUR)
                ? new VirtualThreadTaskExecutor("cliq-post-")
                : platformThreads();
    }

    private static ExecutorService platformThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "cliq-post-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Called whenever a thread was released. */
    void whenFree(Runnable callback) {
        whenFree = callback;
    }

    /** Reserves a thread; who gets one must {@link #run} on it or {@link #release} it. */
    boolean reserve() {
        return free.tryAcquire();
    }

    void release() {
        free.release();
        whenFree.run();
    }

    /** Gives back a thread that was reserved for nobody. */
    void putBack() {
        free.release();
    }

    /** Goes on with a reserved thread, which the task runs or releases in its turn. */
    void engage(Runnable task) {
        threads.execute(task);
    }

    void run(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                release();
            }
        });
    }

    int free() {
        return free.availablePermits();
    }

    int limit() {
        return limit;
    }

    /** Takes every thread out of service as it gets free; false if some were still at work after the time. */
    boolean drain(Duration patience) throws InterruptedException {
        return free.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
