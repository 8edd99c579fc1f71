package io.github.camundacliq.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Creates the journal's tables where {@code cliq.journal.initialize-schema} says so. An H2 in a file is embedded too,
 * which Boot itself says only of one in memory.
 */
final class JournalSchema extends DataSourceScriptDatabaseInitializer {

    private static final String SCRIPT = "classpath:io/github/camundacliq/delivery/schema-@@platform@@.sql";

    private static final PlatformPlaceholderDatabaseDriverResolver PLATFORMS =
            new PlatformPlaceholderDatabaseDriverResolver()
                    .withDriverPlatform(DatabaseDriver.MARIADB, DatabaseDriver.MYSQL.getId());

    /** A table or a column that is not there: as H2, MySQL and MariaDB say it, and as PostgreSQL does. */
    private static final Pattern NOT_THERE = Pattern.compile("42S\\d\\d|42P01|42703");

    private final DatabaseInitializationMode mode;

    JournalSchema(DataSource dataSource, DatabaseInitializationMode mode) {
        super(dataSource, settings(dataSource));
        this.mode = mode;
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setSchemaLocations(scripts(dataSource));
        settings.setMode(DatabaseInitializationMode.ALWAYS);
        return settings;
    }

    private static List<String> scripts(DataSource dataSource) {
        List<String> scripts;
        try {
            scripts = PLATFORMS.resolveAll(dataSource, SCRIPT);
        } catch (IllegalStateException unreachable) {
            throw EngineDatabaseException.unreachable(unreachable);
        }
        if (!scripts.stream().map(new DefaultResourceLoader()::getResource).allMatch(Resource::exists)) {
            throw EngineDatabaseException.unsupported(scripts.get(0));
        }
        return scripts;
    }

    @Override
    public boolean initializeDatabase() {
        return switch (mode) {
            case ALWAYS -> super.initializeDatabase();
            case EMBEDDED -> isEmbeddedH2() && super.initializeDatabase();
            case NEVER -> false;
        };
    }

    /** Whether a statement failed for want of a table or a column, and not of a right to it, which drivers report alike. */
    static boolean isMissing(BadSqlGrammarException failure) {
        String state = String.valueOf(failure.getSQLException().getSQLState());
        return NOT_THERE.matcher(state).matches();
    }

    DatabaseInitializationMode mode() {
        return mode;
    }

    String script() {
        return settings(getDataSource()).getSchemaLocations().get(0);
    }

    private boolean isEmbeddedH2() {
        try {
            String url = JdbcUtils.extractDatabaseMetaData(getDataSource(), meta -> meta.getURL());
            return url.startsWith("jdbc:h2:")
                    && List.of("jdbc:h2:tcp:", "jdbc:h2:ssl:").stream().noneMatch(url::startsWith);
        } catch (MetaDataAccessException unreadable) {
            return false;
        }
    }
}
