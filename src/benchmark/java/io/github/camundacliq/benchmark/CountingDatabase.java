package io.github.camundacliq.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what the engine and everything in it ask of the database. */
final class CountingDatabase implements BeanPostProcessor {

    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    /** Statements executed; one in a batch counts as one, too. */
    long statements() {
        return statements.get();
    }

    long commits() {
        return commits.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? new Counted(dataSource) : bean;
    }

    private final class Counted extends DelegatingDataSource {

        Counted(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(Connection.class, super.getConnection());
        }
    }

    private <T> T watched(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    count(method);
                    return watchedResult(invoke(target, method, arguments));
                });
        return type.cast(proxy);
    }

    private Object watchedResult(Object result) {
        if (result instanceof PreparedStatement prepared) {
            return watched(PreparedStatement.class, prepared);
        }
        return result instanceof Statement statement ? watched(Statement.class, statement) : result;
    }

    private void count(Method method) {
        switch (method.getName()) {
            case "commit" -> commits.incrementAndGet();
            case "execute", "executeQuery", "executeUpdate", "addBatch" -> statements.incrementAndGet();
            default -> {
                return;
            }
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
