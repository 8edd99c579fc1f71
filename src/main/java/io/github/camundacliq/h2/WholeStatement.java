package io.github.camundacliq.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets nobody write the file while it changes something. One that only reads waits for nobody, and nobody for it. */
final class WholeStatement implements InvocationHandler {

    private final WholeConnection connection;
    private final Connection whole;
    private final Statement statement;
    private final Effect prepared;

    /** Whatever is not known may commit by itself, as what defines a table does. */
    private enum Effect {
        READS,
        CHANGES,
        MAY_COMMIT;

        private static final Pattern WORD = Pattern.compile("\\W*(\\w*)");
        private static final Pattern LOCKS =
                Pattern.compile("\\b(?:for\\s+update|final\\s+table|next\\s+value|nextval)\\b");

        static Effect of(String sql) {
            String lower = sql.toLowerCase(Locale.ROOT);
            Matcher first = WORD.matcher(lower);
            return switch (first.lookingAt() ? first.group(1) : "") {
                case "select" -> locks(lower) ? CHANGES : READS;
                case "insert", "update", "delete", "merge", "with" -> CHANGES;
                default -> MAY_COMMIT;
            };
        }

        /** To look for the pattern in each of an engine's long queries takes many times what it takes to rule it out. */
        private static boolean locks(String lower) {
            return Stream.of("update", "final", "next").anyMatch(lower::contains)
                    && LOCKS.matcher(lower).find();
        }
    }

    private WholeStatement(WholeConnection connection, Connection whole, Statement statement, Effect prepared) {
        this.connection = connection;
        this.whole = whole;
        this.statement = statement;
        this.prepared = prepared;
    }

    /**
     * Takes the place of a statement.
     *
     * @param made by which method of the connection, with which arguments: first of all the statement's text, if it has one
     */
    static Statement of(
            WholeConnection connection,
            Connection whole,
            Statement statement,
            Method made,
            @Nullable Object @Nullable [] arguments) {
        WholeStatement handler = new WholeStatement(connection, whole, statement, effect(arguments, Effect.MAY_COMMIT));
        return (Statement) WholeConnection.proxy(made.getReturnType(), handler);
    }

    private static Effect effect(@Nullable Object @Nullable [] arguments, Effect otherwise) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
                ? Effect.of(sql)
                : otherwise;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        FileWrites.Call call = () -> WholeConnection.call(statement, method, arguments);
        if (method.getName().startsWith("execute")) {
            Effect effect = effect(arguments, prepared);
            return connection.open(() -> switch (effect) {
                case READS -> call.make();
                case CHANGES -> connection.change(call);
                case MAY_COMMIT -> connection.changeAndWrite(call);
            });
        }
        return switch (method.getName()) {
            case "getConnection" -> whole;
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> call.make();
        };
    }
}
