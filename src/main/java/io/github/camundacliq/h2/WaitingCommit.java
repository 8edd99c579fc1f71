package io.github.camundacliq.h2;

import java.util.List;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A commit that somebody waits for. Who makes it and who waits see each other's work by the lock of {@link FileWrites}. */
final class WaitingCommit {

    private final FileWrites.Call call;
    private final MVStore store;
    private @Nullable Object result;
    private @Nullable Throwable failure;
    private boolean done;

    WaitingCommit(FileWrites.Call call, MVStore store) {
        this.call = call;
        this.store = store;
    }

    /** Makes all of them, and writes them. They have one store, but for connections that are left of one that broke. */
    static void write(List<WaitingCommit> all) {
        all.forEach(WaitingCommit::make);
        all.stream().map(commit -> commit.store).distinct().forEach(store -> write(store, all));
    }

    private static void write(MVStore store, List<WaitingCommit> all) {
        try {
            store.commit();
            if (store.isClosed()) {
                throw new IllegalStateException("The database was closed before the commit was in its file");
            }
        } catch (RuntimeException | Error broken) {
            all.stream().filter(commit -> commit.store == store).forEach(commit -> commit.fail(broken));
        }
    }

    private void make() {
        try {
            result = call.make();
        } catch (Throwable refused) {
            failure = refused;
        }
    }

    private void fail(Throwable broken) {
        if (failure == null) {
            failure = DbException.toSQLException(broken);
        }
    }

    void end() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    @Nullable
    Object result() throws Throwable {
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
