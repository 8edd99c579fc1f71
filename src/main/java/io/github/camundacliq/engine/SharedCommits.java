package io.github.camundacliq.engine;

import io.github.camundacliq.delivery.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/**
 * Writes in one transaction what several threads want to write at the same time: a disk takes as long for one commit as
 * for ten. Who comes alone is written alone and at once.
 *
 * <p>If something cannot be written, each is written by itself, so that nobody suffers for another. Only where nobody
 * knows whether a commit took effect, all of them fail as each of them would.
 */
final class SharedCommits {

    private static final int MOST = 32;
    private static final long LOOK_MILLIS = 2;

    private final Queue<Share> waiting = new ConcurrentLinkedQueue<>();
    private final Lock writing = new ReentrantLock();
    private final Semaphore permits;

    /**
     * An empty one.
     *
     * @param permits to use the engine's connection pool
     */
    SharedCommits(Semaphore permits) {
        this.permits = permits;
    }

    /** Does the work in a transaction and commits; throws what that threw. */
    Optional<Decision> execute(CommandExecutor commands, Function<CommandContext, Optional<Decision>> work) {
        Share own = new Share(work);
        waiting.add(own);
        boolean interrupted = false;
        while (!own.isOver()) {
            try {
                own.awaitOr(writing, () -> writeNext(commands));
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return own.result();
    }

    /** How many have not begun to be written. */
    int waiting() {
        return waiting.size();
    }

    private void writeNext(CommandExecutor commands) {
        permits.acquireUninterruptibly();
        List<Share> batch = next();
        try {
            write(commands, batch);
        } finally {
            permits.release();
            batch.forEach(Share::leaveNobodyWaiting);
        }
    }

    private List<Share> next() {
        List<Share> batch = new ArrayList<>();
        while (batch.size() < MOST && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private static void write(CommandExecutor commands, List<Share> batch) {
        try {
            commands.execute(transaction -> {
                batch.forEach(share -> share.write(transaction));
                return batch;
            });
            batch.forEach(Share::succeed);
        } catch (TransactionException databaseAway) {
            batch.forEach(share -> share.fail(databaseAway));
        } catch (RuntimeException failure) {
            if (batch.size() > 1 && isRolledBack(failure, batch)) {
                writeEach(commands, batch);
            } else {
                batch.forEach(share -> share.fail(failure));
            }
        }
    }

    /** Where the first finds no database, the others need not wait for it in their turn. */
    private static void writeEach(CommandExecutor commands, List<Share> batch) {
        Optional<TransactionException> away = Optional.empty();
        for (Share share : batch) {
            if (away.isPresent()) {
                share.fail(away.get());
            } else {
                write(commands, List.of(share));
                away = share.databaseAway();
            }
        }
    }

    private static boolean isRolledBack(RuntimeException failure, List<Share> batch) {
        return failure instanceof OptimisticLockingException
                || failure instanceof DuplicateKeyException
                || failure instanceof ConcurrencyFailureException
                || !batch.stream().allMatch(Share::isWritten);
    }

    /** What one thread wants to write. */
    private static final class Share {

        private final Function<CommandContext, Optional<Decision>> work;
        private Optional<Decision> decision = Optional.empty();
        private @Nullable RuntimeException failure;
        private boolean written;
        private volatile boolean over;

        Share(Function<CommandContext, Optional<Decision>> work) {
            this.work = work;
        }

        void write(CommandContext transaction) {
            written = false;
            decision = work.apply(transaction);
            written = true;
        }

        boolean isWritten() {
            return written;
        }

        void succeed() {
            over = true;
        }

        void fail(RuntimeException reason) {
            failure = reason;
            over = true;
        }

        Optional<TransactionException> databaseAway() {
            return failure instanceof TransactionException away ? Optional.of(away) : Optional.empty();
        }

        void leaveNobodyWaiting() {
            if (!over) {
                fail(new IllegalStateException("The transaction ended unexpectedly"));
            }
        }

        boolean isOver() {
            return over;
        }

        /** Writes if nobody else does; who is written meanwhile need not wait for those who come after. */
        void awaitOr(Lock writing, Runnable write) throws InterruptedException {
            if (writing.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    if (!over) {
                        write.run();
                    }
                } finally {
                    writing.unlock();
                }
            }
        }

        Optional<Decision> result() {
            if (failure != null) {
                throw failure;
            }
            return decision;
        }
    }
}
