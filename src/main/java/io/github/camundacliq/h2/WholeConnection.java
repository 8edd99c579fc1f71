package io.github.camundacliq.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.h2.engine.SessionLocal;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Has {@link FileWrites} make its commits. One that changed nothing leaves nothing to write, nor does what is undone. */
final class WholeConnection implements InvocationHandler {

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
                session.containsUncommitted() ? writes.commit(call, store) : call.make();
            case "rollback", "close" -> writes.change(call);
            case "createStatement", "prepareStatement", "prepareCall" ->
                WholeStatement.of(
                        this, (Connection) proxy, (Statement) Objects.requireNonNull(call.make()), method, arguments);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> call.make();
        };
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
