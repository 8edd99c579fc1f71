package io.github.camundacliq.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A real PostgreSQL that keeps what it was told to keep: its embedded defaults would forget it at a crash. */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    public Postgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /** What a node needs to use it. */
    public Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url",
                server.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username",
                "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException notStopped) {
            throw new UncheckedIOException(notStopped);
        }
    }
}
