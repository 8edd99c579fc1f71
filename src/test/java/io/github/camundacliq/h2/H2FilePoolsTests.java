package io.github.camundacliq.h2;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2FilePoolsTests {

    private final H2FilePools pools = new H2FilePools();

    private HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        assertThat(pools.postProcessBeforeInitialization(pool, "dataSource")).isSameAs(pool);
        return pool;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./engine;WRITE_DELAY=0",
                "jdbc:h2:./engine;write_delay=0;DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:~/engine;MODE=PostgreSQL;Write_Delay=0"
            })
    void fileThatHasEveryCommitIsWrittenWhole(String url) {
        assertThat(pool(url).getDataSource()).isInstanceOf(WholeCommits.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./engine",
                "jdbc:h2:file:./engine;WRITE_DELAY=05",
                "jdbc:h2:file:./engine;AUTO_SERVER=TRUE;WRITE_DELAY=0",
                "jdbc:h2:mem:engine;WRITE_DELAY=0",
                "jdbc:h2:tcp://localhost/engine;WRITE_DELAY=0",
                "jdbc:postgresql://localhost/engine"
            })
    void anythingElseIsLeftAsItIs(String url) {
        assertThat(pool(url).getDataSource()).isNull();
    }

    @Test
    void connectsWithTheLoginOfThePool(@TempDir Path directory) throws SQLException {
        HikariDataSource pool = pool("jdbc:h2:file:" + directory.resolve("engine") + ";WRITE_DELAY=0");
        pool.setUsername("operator");
        pool.setPassword("secret");
        try (pool;
                Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("OPERATOR");
        }
    }
}
