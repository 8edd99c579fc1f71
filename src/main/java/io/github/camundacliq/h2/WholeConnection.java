package io.github.camundacliq.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Objects;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Has {@link FileWrites} make its commits. One that changed nothing leaves nothing to write, nor does what is undone. Where H2
 * has closed the file it does nothing more, and fails as a connection that is broken, so that a pool replaces it.
 */
final class WholeConnection implements InvocationHandler {

    /** By SQL's standard, and by it a pool knows. That of H2 is no state of SQL, and for H2 the connection stays valid. */
    private static final String CONNECTION_FAILURE = "08006";

    private final Connection connection;
    private final SessionLocal session;
    private final MVStore store;
    private final FileWrites writes;

    private WholeConnection(Connection connection, SessionLocal session, MVStore store, FileWrites writes) {
        this.connection = connection;
        this.session = session;
        this.store = store;
        this.writes = writes;
    }

    static Connection of(Connection connection, SessionLocal session, MVStore store, FileWrites writes) {
        return proxy(Connection.class, new WholeConnection(connection, session, store, writes));
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        FileWrites.Call call = () -> call(connection, method, arguments);
        return switch (method.getName()) {
            case "commit", "setAutoCommit", "setTransactionIsolation" ->
                open(() -> session.containsUncommitted() ? writes.commit(call, store) : call.make());
            case "rollback" -> open(() -> writes.change(call));
            case "createStatement", "prepareStatement", "prepareCall" ->
                WholeStatement.of(
                        this, (Connection) proxy, (Statement) Objects.requireNonNull(open(call)), method, arguments);
            case "close" -> store.isClosed() ? null : writes.change(call);
            case "isClosed" -> store.isClosed() || Boolean.TRUE.equals(call.make());
            case "isValid" -> !store.isClosed() && Boolean.TRUE.equals(call.make());
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode", "toString" -> call.make();
            default -> open(call);
        };
    }

    /** Makes a call if the file is open. One of the database that H2 closed could disturb that which is opened after it. */
    @Nullable
    Object open(FileWrites.Call call) throws Throwable {
        if (store.isClosed()) {
            throw closed();
        }
        try {
            return call.make();
        } catch (SQLException failed) {
            if (store.isClosed()) {
                SQLException closed = closed();
                closed.initCause(failed);
                throw closed;
            }
            throw failed;
        }
    }

    private static SQLException closed() {
        return new SQLNonTransientConnectionException(
                "H2 has closed the file of the database, as it does when it cannot write it. The next connection opens it again;"
                        + " if that does not last, see to the room on its disk",
                CONNECTION_FAILURE,
                ErrorCode.DATABASE_IS_CLOSED);
    }

    @Nullable
    Object change(FileWrites.Call call) throws Throwable {
        return connection.getAutoCommit() ? changeAndWrite(call) : writes.change(call);
    }

    /** For what commits by itself. It may have done so also where it fails. */
    @Nullable
    Object changeAndWrite(FileWrites.Call call) throws Throwable {
        try {
            return writes.change(call);
        } finally {
            if (!store.isClosed()) {
                Object unused = writes.commit(() -> null, store);
            }
        }
    }
}
