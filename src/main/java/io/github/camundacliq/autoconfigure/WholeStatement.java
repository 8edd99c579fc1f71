package io.github.camundacliq.autoconfigure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets nobody write the file while it changes something. One that only reads waits for nobody, and nobody for it. */
final class WholeStatement implements InvocationHandler {

    private final WholeConnection connection;
    private final Connection whole;
    private final Statement statement;
    private final String prepared;

    private enum Effect {
        NONE,
        CHANGE,
        UNKNOWN;

        private static final Pattern WORD = Pattern.compile("\\W*(\\w*)");
        private static final Pattern LOCKS =
                Pattern.compile("(?i)\\bfor\\s+update\\b|\\bfinal\\s+table\\b|\\bnext\\s+value\\b|\\bnextval\\b");

        static Effect of(String sql) {
            Matcher first = WORD.matcher(sql);
            return switch (first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "") {
                case "select" -> LOCKS.matcher(sql).find() ? CHANGE : NONE;
                case "insert", "update", "delete", "merge", "with" -> CHANGE;
                default -> UNKNOWN;
            };
        }
    }

    private WholeStatement(WholeConnection connection, Connection whole, Statement statement, String prepared) {
        this.connection = connection;
        this.whole = whole;
        this.statement = statement;
        this.prepared = prepared;
    }

    /**
     * Makes a statement.
     *
     * @param arguments of the connection's method: first of all the statement's text, if it has one
     */
    static Statement of(
            WholeConnection connection, Connection whole, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Statement made =
                (Statement) Objects.requireNonNull(WholeConnection.call(connection.connection(), method, arguments));
        WholeStatement handler = new WholeStatement(connection, whole, made, text(arguments, ""));
        return (Statement) WholeConnection.proxy(method.getReturnType(), handler);
    }

    private static String text(@Nullable Object @Nullable [] arguments, String otherwise) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : otherwise;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("execute")) {
            return execute(method, arguments);
        }
        return switch (method.getName()) {
            case "getConnection" -> whole;
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> WholeConnection.call(statement, method, arguments);
        };
    }

    private @Nullable Object execute(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        FileWrites.Call call = () -> WholeConnection.call(statement, method, arguments);
        return switch (Effect.of(text(arguments, prepared))) {
            case NONE -> call.make();
            case CHANGE -> whole.getAutoCommit() ? connection.changeAndWrite(call) : connection.change(call);
            case UNKNOWN -> connection.changeAndWrite(call);
        };
    }
}
