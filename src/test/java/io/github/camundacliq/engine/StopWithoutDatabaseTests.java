package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camundacliq.testing.NodeTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.junit.jupiter.api.Test;

/** A stop has the time of one post, also where every wait for the database would take longer. */
class StopWithoutDatabaseTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.hikari.connection-timeout",
                300_000,
                "cliq.http.total-timeout",
                "2s",
                "cliq.http.read-timeout",
                "1s",
                "cliq.http.connect-timeout",
                "1s");
    }

    @Test
    void doesNotWaitForAConnectionLongerThanForAPost() throws SQLException {
        CliqJobExecutor executor = node.bean(CliqJobExecutor.class);
        HikariDataSource pool = node.bean(DataSource.class).unwrap(HikariDataSource.class);
        List<Connection> all = new ArrayList<>();
        while (all.size() < pool.getMaximumPoolSize()) {
            all.add(pool.getConnection());
        }
        try {
            executor.callAt(Instant.now(), "due", (ProcessEngineImpl) processes.engine());
            await().until(StopWithoutDatabaseTests::isCallWaitingForTheDatabase);
            CompletableFuture<Void> stop = CompletableFuture.runAsync(executor::drain);
            await().until(stop::isDone);
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static boolean isCallWaitingForTheDatabase() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("cliq-due"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("getConnection"));
    }
}
