package io.github.camundacliq.h2;

import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is out of date in the file of an H2 that writes every commit gives its room to what comes. */
class FileCompactionTests {

    private static final String FILL_RATE =
            "select cast(SETTING_VALUE as int) from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = 'info.CHUNKS_FILL_RATE'";

    private static String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("engine") + ";WRITE_DELAY=0;RETENTION_TIME=0";
    }

    private static int fillRate(DataSource database) {
        Integer percent = new JdbcTemplate(database).queryForObject(FILL_RATE, Integer.class);
        return percent == null ? 0 : percent;
    }

    @Test
    void theFileOfAnEngineIsHalfUpToDateSoonAfterItsProcesses(@TempDir Path directory) {
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of("spring.datasource.url", url(directory)))) {
            node.processes().deploy(simple("simple"), "simple");
            for (int instance = 0; instance < 20; instance++) {
                node.processes().awaitEnd(node.processes().start("simple", Map.of("chatId", "1", "message", "Hello")));
            }
            await().until(() -> fillRate(node.dataSource()) >= 50);
            assertThat(cliq.posts()).hasSize(20);
        }
    }

    @Test
    void keepsWhatIsUpToDate(@TempDir Path directory) {
        JdbcConnectionPool database = JdbcConnectionPool.create(url(directory), "sa", "");
        try {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("create table NOTE (ID int primary key, TEXT varchar(1000))");
            for (int id = 0; id < 500; id++) {
                jdbc.update("insert into NOTE values (?, ?)", id, "x".repeat(1000));
            }
            assertThat(fillRate(database)).isLessThan(50);
            FileCompaction file = new FileCompaction(database);
            await().until(() -> {
                file.compact();
                jdbc.update("update NOTE set TEXT = ? where ID = 0", "y".repeat(1000));
                return fillRate(database) >= 50;
            });
            assertThat(jdbc.queryForObject("select sum(length(TEXT)) from NOTE", Integer.class))
                    .isEqualTo(500_000);
        } finally {
            database.dispose();
        }
    }

    @Test
    void doesNothingInMemoryAndWithoutADatabase() {
        JdbcConnectionPool memory = JdbcConnectionPool.create("jdbc:h2:mem:", "sa", "");
        new FileCompaction(memory).compact();
        assertThat(new JdbcTemplate(memory).queryForObject("select 1", Integer.class))
                .isEqualTo(1);
        memory.dispose();
        assertThatCode(() -> new FileCompaction(memory).compact()).doesNotThrowAnyException();
    }
}
