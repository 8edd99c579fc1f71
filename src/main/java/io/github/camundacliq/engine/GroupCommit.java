package io.github.camundacliq.engine;

import io.github.camundacliq.task.TransactionRetry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction for all who want one at the same time: while one is under way, the next ones gather, and the first of
 * them works for all. What each would send to the database goes there together, and who waits here holds no connection.
 *
 * <p>Where something fails for one of a group, each of it gets a transaction of its own. Where the database is away, or
 * takes no changes, it is so for all.
 *
 * @param <T> what is worked on
 * @param <R> what comes of it
 */
final class GroupCommit<T extends GroupCommit.Item, R> {

    /** Something that is to be done for a job. */
    interface Item {

        CapturedJob job();
    }

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Nobody is to wait long for what the others do. */
    private static final int MOST = 16;

    /** So many rows that somebody else holds mean one that all of the group need. */
    private static final int MOST_TIMEOUTS = 2;

    private final BiFunction<List<T>, CommandContext, List<R>> work;
    private final Breaker breaker;
    private final Queue<Member<T, R>> gathered = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private boolean busy;

    private record Member<T extends Item, R>(T item, CompletableFuture<R> result) {}

    /**
     * Commits of one kind, for the posts of one connection of one engine.
     *
     * @param work has a result for each item
     */
    GroupCommit(BiFunction<List<T>, CommandContext, List<R>> work, Breaker breaker) {
        this.work = work;
        this.breaker = breaker;
    }

    /** Works on it, perhaps on another thread; what came of it is committed when this returns. */
    R join(T item) {
        Member<T, R> member = new Member<>(item, new CompletableFuture<>());
        lock.lock();
        try {
            gathered.add(member);
            while (!member.result().isDone()) {
                if (busy) {
                    turn.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
        return result(member);
    }

    /** Holds the lock, but not while it works. */
    private void lead() {
        List<Member<T, R>> group = nextGroup();
        busy = true;
        lock.unlock();
        try {
            commit(group);
        } finally {
            lock.lock();
            busy = false;
            turn.signalAll();
        }
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
        List<Member<T, R>> group = new ArrayList<>();
        while (group.size() < MOST && !gathered.isEmpty()) {
            group.add(gathered.remove());
        }
        group.sort(Comparator.comparing(member -> member.item().job().request().key()));
        return group;
    }

    private void commit(List<Member<T, R>> group) {
        try {
            if (group.size() == 1 || !committed(group)) {
                commitEach(group);
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
        } catch (RuntimeException failed) {
            if (Outage.concernsAll(failed)) {
                throw failed;
            }
            LOG.debug("{} posts get a transaction each", group.size(), failed);
            return false;
        }
    }

    private void commitEach(List<Member<T, R>> group) {
        int timeouts = 0;
        for (Member<T, R> member : group) {
            try {
                member.result()
                        .complete(TransactionRetry.onConflict(() -> inTransaction(List.of(member)))
                                .get(0));
            } catch (RuntimeException failed) {
                member.result().completeExceptionally(failed);
                timeouts += Outage.isHeldRow(failed) ? 1 : 0;
                if (timeouts == MOST_TIMEOUTS || Outage.concernsAll(failed)) {
                    throw failed;
                }
            }
        }
    }

    private List<R> inTransaction(List<Member<T, R>> group) {
        List<T> items = group.stream().map(Member::item).toList();
        Command<List<R>> command = transaction -> work.apply(items, transaction);
        return breaker.run(items.get(0).job(), command);
    }
}
