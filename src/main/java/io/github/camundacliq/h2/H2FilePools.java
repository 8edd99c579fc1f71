package io.github.camundacliq.h2;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.Driver;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Has each pool of connections to an H2 that is to write its file with every commit, and has it for this JVM, connect through
 * {@link WholeCommits}. A pool that runs already is left as it is.
 */
public final class H2FilePools implements BeanPostProcessor {

    /** Some times what a statement of the engine takes, and little enough to wait ten times at the end of a transaction. */
    private static final Duration PATIENCE = Duration.ofMillis(3);

    private static final Pattern FILE = Pattern.compile("(?i)jdbc:h2:(?!(mem|tcp|ssl|zip):)(?!.*;auto_server=true).*");

    /** Each new connection would have H2 write with every commit of all others again. */
    private static final Pattern DURABLE = Pattern.compile("(?i);write_delay=0(?=;|$)");

    private final Map<String, FileWrites> files = new ConcurrentHashMap<>();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && !pool.isRunning() && pool.getDataSource() == null) {
            Optional.ofNullable(pool.getJdbcUrl())
                    .filter(url -> FILE.matcher(url).matches())
                    .map(DURABLE::matcher)
                    .filter(Matcher::find)
                    .ifPresent(durable -> pool.setDataSource(whole(pool, durable.replaceAll(""))));
        }
        return bean;
    }

    private WholeCommits whole(HikariDataSource pool, String url) {
        FileWrites writes = files.computeIfAbsent(url, unknown -> new FileWrites(PATIENCE));
        return new WholeCommits(new SimpleDriverDataSource(new Driver(), url, pool.getDataSourceProperties()), writes);
    }
}
