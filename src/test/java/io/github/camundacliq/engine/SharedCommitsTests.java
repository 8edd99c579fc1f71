package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.github.camundacliq.delivery.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.junit.jupiter.api.Test;

/** What threads write at the same time is written once, and none of them suffers for another. */
class SharedCommitsTests {

    private static final Optional<Decision> DONE = Optional.of(new Decision.NotBefore(Instant.EPOCH, "done"));

    private final Transactions transactions = new Transactions();
    private final SharedCommits commits = new SharedCommits(new Semaphore(1));
    private final CountDownLatch first = new CountDownLatch(1);
    private final Executor threads = Executors.newCachedThreadPool();
    private final AtomicInteger runs = new AtomicInteger();

    /** Counts the transactions, and loses the confirmation of some. */
    private static final class Transactions implements CommandExecutor {

        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean loseConfirmations;

        @Override
        public <T> T execute(Command<T> command) {
            count.incrementAndGet();
            T result = command.execute(mock(CommandContext.class));
            if (loseConfirmations && count.get() > 1) {
                throw new IllegalStateException("No confirmation");
            }
            return result;
        }
    }

    private CompletableFuture<Optional<Decision>> submit(Runnable work) {
        return CompletableFuture.supplyAsync(
                () -> commits.execute(transactions, transaction -> {
                    runs.incrementAndGet();
                    work.run();
                    return DONE;
                }),
                threads);
    }

    /** While the first transaction is held open, the others gather. */
    private List<CompletableFuture<Optional<Decision>>> gather(List<Runnable> works) {
        CompletableFuture<Optional<Decision>> held = submit(this::hold);
        await().until(() -> runs.get() == 1);
        List<CompletableFuture<Optional<Decision>>> others =
                works.stream().map(this::submit).toList();
        await().until(() -> commits.waiting() == works.size());
        first.countDown();
        assertThat(held.join()).isEqualTo(DONE);
        return others;
    }

    private void hold() {
        try {
            first.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void writesWhatGathersInOneTransaction() {
        List<Runnable> works =
                IntStream.range(0, 5).<Runnable>mapToObj(number -> () -> {}).toList();
        assertThat(gather(works)).allSatisfy(other -> assertThat(other.join()).isEqualTo(DONE));
        assertThat(transactions.count).hasValue(2);
        assertThat(runs).hasValue(6);
    }

    @Test
    void writesEachByItselfIfOneCannotBeWritten() {
        Runnable bad = () -> {
            throw new OptimisticLockingException("Somebody was faster");
        };
        var others = gather(List.of(() -> {}, bad, () -> {}));
        assertThat(others.get(0).join()).isEqualTo(DONE);
        assertThat(others.get(2).join()).isEqualTo(DONE);
        assertThatThrownBy(others.get(1)::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(OptimisticLockingException.class);
    }

    @Test
    void repeatsNothingIfNobodyKnowsWhetherItWasCommitted() {
        transactions.loseConfirmations = true;
        var others = gather(List.of(() -> {}, () -> {}));
        assertThat(others)
                .allSatisfy(other -> assertThatThrownBy(other::join).hasCauseInstanceOf(IllegalStateException.class));
        assertThat(runs).hasValue(3);
    }
}
