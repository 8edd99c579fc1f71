package io.github.camundacliq.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose connection can drop at the commit: just before it, or just after it took effect. It counts, too. */
public final class FaultyCommits implements BeanPostProcessor {

    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private final AtomicInteger confirmed = new AtomicInteger();
    private volatile String thread = "";

    /** The next commits of threads whose name begins so are lost. */
    public void loseNext(String threadName, int commits) {
        thread = threadName;
        confirmed.set(0);
        before.set(commits);
    }

    /** The next commits of threads whose name begins so happen, but their confirmation is lost. */
    public void loseConfirmations(String threadName, int commits) {
        thread = threadName;
        confirmed.set(0);
        after.set(commits);
    }

    /** How many of those threads took effect since, and were confirmed. */
    public int confirmed() {
        return confirmed.get();
    }

    public boolean areOver() {
        return before.get() <= 0 && after.get() <= 0;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? new Faulty(dataSource) : bean;
    }

    private final class Faulty extends DelegatingDataSource {

        Faulty(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        boolean commit = method.getName().equals("commit")
                                && Thread.currentThread().getName().startsWith(thread);
                        if (commit && before.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            connection.rollback();
                            throw new SQLException("The connection dropped before the commit", "08006");
                        }
                        try {
                            Object result = method.invoke(connection, arguments);
                            if (commit && after.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new SQLException("The connection dropped after the commit", "08006");
                            }
                            if (commit) {
                                confirmed.incrementAndGet();
                            }
                            return result;
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }
}
