package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The threads that wait for Cliq: how many there are, and what they hold. */
class PostThreadsTests {

    private final PostThreads threads = new PostThreads(1);

    @Test
    void aThreadIsTakenUntilAllWorkIsDone() {
        CountDownLatch released = new CountDownLatch(1);
        assertThat(threads.reserve()).isTrue();
        boolean started = threads.run(() -> Optional.of(() -> {
            awaitUninterruptibly(released);
            return Optional.empty();
        }));
        assertThat(started).isTrue();
        assertThat(threads.reserve()).isFalse();
        released.countDown();
        await().until(threads::reserve);
    }

    @Test
    void aThreadIsFreeAgainThoughItsWorkFailed() {
        assertThat(threads.reserve()).isTrue();
        boolean started = threads.run(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> {});
            throw new IllegalStateException("broken");
        });
        assertThat(started).isTrue();
        await().until(threads::reserve);
    }

    @Test
    void aThreadThatCannotBeStartedIsGivenBack() {
        PostThreads full = new PostThreads(1, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThat(full.reserve()).isTrue();
        assertThat(full.run(Optional::empty)).isFalse();
        assertThat(full.free()).isEqualTo(1);
    }

    @Test
    void whatFollowsNeedsNoOtherThread() {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger followed = new AtomicInteger();
        PostThreads one = new PostThreads(1, task -> {
            started.incrementAndGet();
            task.run();
        });
        assertThat(one.reserve()).isTrue();
        assertThat(one.run(() -> Optional.of(() -> {
                    followed.incrementAndGet();
                    return Optional.empty();
                })))
                .isTrue();
        assertThat(started).hasValue(1);
        assertThat(followed).hasValue(1);
        assertThat(one.free()).isEqualTo(1);
    }

    /** Two hundred megabytes of files would else be held while the engine reads them once more to delete them. */
    @Test
    void whatFollowsHoldsNothingOfTheWorkBefore() {
        CountDownLatch released = new CountDownLatch(1);
        assertThat(threads.reserve()).isTrue();
        WeakReference<byte[]> file = runWithFile(released);
        await().until(() -> {
            System.gc();
            return file.get() == null;
        });
        released.countDown();
    }

    private WeakReference<byte[]> runWithFile(CountDownLatch released) {
        byte[] file = new byte[1024];
        boolean started = threads.run(() -> file.length == 0
                ? Optional.empty()
                : Optional.of(() -> {
                    awaitUninterruptibly(released);
                    return Optional.empty();
                }));
        assertThat(started).isTrue();
        return new WeakReference<>(file);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
