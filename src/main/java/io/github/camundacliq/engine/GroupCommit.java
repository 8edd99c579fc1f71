package io.github.camundacliq.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * One transaction for all who want one at the same time: while one is under way, the next ones gather, and the first of
 * them works for all. What each would send to the database goes there together, and who waits here holds no connection.
 *
 * <p>Where something fails for one of a group, each of it gets a transaction of its own. Where the database is away, it is
 * away for all.
 *
 * @param <T> what is worked on
 * @param <R> what comes of it
 */
final class GroupCommit<T, R> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Nobody is to wait long for what the others do. */
    private static final int MOST = 16;

    private static final int ATTEMPTS = 3;

    private final Function<T, CapturedJob> job;
    private final BiFunction<List<T>, CommandContext, List<R>> work;
    private final Queue<Member<T, R>> gathered = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    private record Member<T, R>(T item, CapturedJob job, CompletableFuture<R> result) {

        /** Of one connection of one engine, so that no two groups lock the rows of two users in different order. */
        boolean goesWith(Member<T, R> other) {
            return job.engine() == other.job.engine()
                    && job.request()
                            .post()
                            .connection()
                            .equals(other.job.request().post().connection());
        }
    }

    /**
     * Commits of one kind.
     *
     * @param job whose item it is
     * @param work has a result for each item
     */
    GroupCommit(Function<T, CapturedJob> job, BiFunction<List<T>, CommandContext, List<R>> work) {
        this.job = job;
        this.work = work;
    }

    /** Works on it, perhaps on another thread; what came of it is committed when this returns. */
    R join(T item) {
        Member<T, R> member = new Member<>(item, job.apply(item), new CompletableFuture<>());
        gathered.add(member);
        turn.lock();
        try {
            while (!member.result().isDone()) {
                commit(nextGroup());
            }
        } finally {
            turn.unlock();
        }
        return result(member);
    }

    private R result(Member<T, R> member) {
        try {
            return member.result().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        }
    }

    /** All groups lock the rows of their posts in the same order. */
    private List<Member<T, R>> nextGroup() {
        Member<T, R> first = gathered.element();
        List<Member<T, R>> group =
                gathered.stream().filter(first::goesWith).limit(MOST).toList();
        gathered.removeAll(group);
        return group.stream()
                .sorted(Comparator.comparing(member -> member.job().request().key()))
                .toList();
    }

    private void commit(List<Member<T, R>> group) {
        try {
            if (group.size() == 1 || !committed(group)) {
                group.forEach(this::commitAlone);
            }
        } catch (RuntimeException | Error failed) {
            group.forEach(member -> member.result().completeExceptionally(failed));
        }
    }

    private boolean committed(List<Member<T, R>> group) {
        try {
            List<R> results = inTransaction(group);
            for (int index = 0; index < results.size(); index++) {
                group.get(index).result().complete(results.get(index));
            }
            return true;
        } catch (CannotCreateTransactionException | QueryTimeoutException databaseAway) {
            throw databaseAway;
        } catch (RuntimeException failed) {
            LOG.debug("{} posts get a transaction each", group.size(), failed);
            return false;
        }
    }

    private void commitAlone(Member<T, R> member) {
        try {
            member.result()
                    .complete(repeated(() -> inTransaction(List.of(member))).get(0));
        } catch (CannotCreateTransactionException | QueryTimeoutException databaseAway) {
            throw databaseAway;
        } catch (RuntimeException failed) {
            member.result().completeExceptionally(failed);
        }
    }

    private List<R> inTransaction(List<Member<T, R>> group) {
        List<T> items = group.stream().map(Member::item).toList();
        Command<List<R>> command = transaction -> work.apply(items, transaction);
        return group.get(0).job().commands().execute(command);
    }

    /** Once more where somebody else changed the same thing. */
    static <V> V repeated(Supplier<V> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (OptimisticLockingException
                    | DuplicateKeyException
                    | PessimisticLockingFailureException changedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw changedMeanwhile;
                }
            }
        }
    }
}
