package io.github.camundacliq.benchmark;

import io.github.camundacliq.testing.Postgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.h2.tools.DeleteDbFiles;

/** Where the engine keeps its state; a new and empty one for each JVM. */
enum Database {
    MEMORY("H2 in memory"),
    FILE("H2 file, durable"),
    POSTGRES("PostgreSQL");

    private final String title;

    Database(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    interface Work {

        void with(Map<String, Object> properties) throws Exception;
    }

    void use(Path directory, Work work) throws Exception {
        switch (this) {
            case MEMORY -> work.with(h2("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
            case FILE -> {
                String name = UUID.randomUUID().toString();
                try {
                    work.with(h2("file:" + directory.resolve(name) + ";WRITE_DELAY=0"));
                } finally {
                    DeleteDbFiles.execute(directory.toString(), name, true);
                }
            }
            case POSTGRES -> {
                try (Postgres server = new Postgres()) {
                    work.with(server.properties());
                }
            }
        }
    }

    /** As the application has it: every contender's statements are parsed once. */
    private static Map<String, Object> h2(String name) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:h2:" + name + ";LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=128",
                "spring.datasource.username",
                "sa",
                "spring.datasource.password",
                "");
    }
}
