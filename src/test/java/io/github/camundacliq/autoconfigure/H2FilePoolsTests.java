package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

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

    @Test
    void poolThatRunsAlreadyIsLeftAsItIs(@TempDir Path directory) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:h2:file:" + directory.resolve("engine") + ";WRITE_DELAY=0");
        Starts.runner()
                .withBean("running", DataSource.class, () -> new HikariDataSource(settings))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void needsNoPoolOfThisKind() {
        Starts.runner()
                .withClassLoader(new FilteredClassLoader(HikariDataSource.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(H2FilePools.class));
    }
}
