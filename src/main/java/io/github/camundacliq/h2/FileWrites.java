package io.github.camundacliq.h2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file of an H2 while no statement changes anything. It takes one table after the other, and of a transaction that
 * changes some of them meanwhile the file gets a half; where the process is killed then, that half stays. All commits that
 * wait are written at once, by one of those who wait.
 */
final class FileWrites {

    /** In between those who wait for this one get on, and a machine that stood still for a while has not used up all. */
    private static final int ATTEMPTS = 10;

    private final Duration patience;
    private final ReentrantReadWriteLock statements = new ReentrantReadWriteLock();
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition ended = turn.newCondition();
    private boolean writing;
    private List<WaitingCommit> waiting = new ArrayList<>();

    /** A call of JDBC. */
    @FunctionalInterface
    interface Call {

        @Nullable
        Object make() throws Throwable;
    }

    /**
     * Nobody has written yet.
     *
     * @param patience how long each of ten attempts to write waits for the statements under way. One of them may wait for a
     *     row of a transaction that is to be written: then the file is written all the same, as an H2 always does
     */
    FileWrites(Duration patience) {
        this.patience = patience;
    }

    /** Changes something that is not to be written yet. */
    @Nullable
    Object change(Call call) throws Throwable {
        statements.readLock().lock();
        try {
            return call.make();
        } finally {
            statements.readLock().unlock();
        }
    }

    /** Commits, maybe on the thread of another one who waits, and returns when that is in the file. */
    @Nullable
    Object commit(Call call, MVStore store) throws Throwable {
        WaitingCommit commit = new WaitingCommit(call, store);
        if (isToWrite(commit)) {
            write();
        }
        return commit.result();
    }

    private boolean isToWrite(WaitingCommit commit) {
        turn.lock();
        try {
            waiting.add(commit);
            while (writing && !commit.isDone()) {
                ended.awaitUninterruptibly();
            }
            boolean left = !commit.isDone();
            writing |= left;
            return left;
        } finally {
            turn.unlock();
        }
    }

    /** An H2 closes its file for all when one who writes it is interrupted. */
    private void write() {
        boolean interrupted = Thread.interrupted();
        List<WaitingCommit> all = List.of();
        try {
            boolean undisturbed = statementsWait();
            interrupted |= Thread.interrupted();
            try {
                all = takeWaiting();
                WaitingCommit.write(all);
            } finally {
                if (undisturbed) {
                    statements.writeLock().unlock();
                }
            }
        } finally {
            end(all);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean statementsWait() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (statements.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<WaitingCommit> takeWaiting() {
        turn.lock();
        try {
            List<WaitingCommit> all = waiting;
            waiting = new ArrayList<>();
            return all;
        } finally {
            turn.unlock();
        }
    }

    private void end(List<WaitingCommit> all) {
        turn.lock();
        try {
            all.forEach(WaitingCommit::end);
            writing = false;
            ended.signalAll();
        } finally {
            turn.unlock();
        }
    }
}
