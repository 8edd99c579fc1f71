package io.github.camundacliq.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camundacliq.h2.H2FilePools;
import org.h2.Driver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Where an H2 and a pool for it are at hand. Imported only, like {@link JournalConfiguration}. */
@ConditionalOnClass({HikariDataSource.class, Driver.class})
final class H2FileConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static H2FilePools camundaCliqH2FilePools() {
        return new H2FilePools();
    }
}
