package io.github.camundacliq.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that wait for Cliq, so that the engine's need not.
 *
 * <p>They are virtual from Java 24 on. Before that a virtual thread that waits in a database driver's synchronized block
 * holds one of the few threads beneath.
 */
final class PostThreads {

    private static final Logger LOG = LoggerFactory.getLogger(PostThreads.class);

    /** Something that is done for a post. */
    interface Work {

        /** Returns what follows. By then nothing of this one is held any more, such as the files it posted. */
        Optional<Work> run();
    }

    private final int limit;
    private final Semaphore free;
    private final Executor threads;
    private volatile Runnable whenFree = () -> {};

    PostThreads(int limit) {
        this(
                limit,
                JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_FOUR)
                        ? new VirtualThreadTaskExecutor("cliq-post-")
                        : platformThreads());
    }

    PostThreads(int limit, Executor threads) {
        this.limit = limit;
        this.free = new Semaphore(limit);
        this.threads = threads;
    }

    private static ExecutorService platformThreads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("cliq-post-");
        factory.setDaemon(true);
        return Executors.newCachedThreadPool(factory);
    }

    /** Called whenever a thread was released. */
    void whenFree(Runnable callback) {
        whenFree = callback;
    }

    /** Reserves a thread; who gets one must {@link #run} on it or {@link #putBack} it. */
    boolean reserve() {
        return free.tryAcquire();
    }

    private void release() {
        free.release();
        whenFree.run();
    }

    /** Gives back a thread that was reserved for nobody. */
    void putBack() {
        free.release();
    }

    /** Uses a reserved thread for the work and for all that follows it; false, and it is given back, if none can be started. */
    boolean run(Work work) {
        try {
            threads.execute(new Succession(work));
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            LOG.warn("No thread can be started for a post", noThread);
            putBack();
            return false;
        }
    }

    /** One work after the other on one thread, which then is free. */
    private final class Succession implements Runnable {

        private Optional<Work> next;

        Succession(Work first) {
            next = Optional.of(first);
        }

        @Override
        public void run() {
            try {
                while (next.isPresent()) {
                    next = take().run();
                }
            } finally {
                release();
            }
        }

        private Work take() {
            Work work = next.orElseThrow();
            next = Optional.empty();
            return work;
        }
    }

    int free() {
        return free.availablePermits();
    }

    int limit() {
        return limit;
    }

    /** Waits until all threads are free, and takes them out of service; false if some were still at work after the time. */
    boolean drain(Duration patience) throws InterruptedException {
        return free.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
