package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camundacliq.h2.H2FilePools;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;

class H2FileConfigurationTests {

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
