package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.JournalQuery;
import io.github.camundacliq.delivery.Resolution;
import io.github.camundacliq.delivery.Visibility;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One transaction of one engine, as the webapp's user. The journal is reached by the engine's own connection, so that it
 * is the right one with several engines too, whoever manages their transactions.
 */
final class EngineTransaction {

    private static final String JOURNAL = "CLIQ_JOURNAL";

    private final CommandContext context;
    private final JdbcOperations database;

    private EngineTransaction(CommandContext context, Connection connection) {
        this.context = context;
        this.database = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    /** The result of the work; nothing if this engine keeps no journal. */
    static <T> Optional<T> in(ProcessEngine engine, Function<EngineTransaction, T> work) {
        Command<Optional<T>> command = context -> {
            Connection connection = context.getDbSqlSession().getSqlSession().getConnection();
            return hasJournal(connection)
                    ? Optional.of(work.apply(new EngineTransaction(context, connection)))
                    : Optional.empty();
        };
        return configuration(engine).getCommandExecutorTxRequired().execute(command);
    }

    static ProcessEngineConfigurationImpl configuration(ProcessEngine engine) {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    CommandContext context() {
        return context;
    }

    JournalQuery journal() {
        String prefix = context.getProcessEngineConfiguration().getDatabaseTablePrefix();
        return new JournalQuery(JdbcClient.create(database), prefix == null ? "" : prefix);
    }

    /** By the engine's clock, as its locks and due dates are: Cockpit makes what is here itself, and injects no other. */
    Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    Resolution resolution() {
        return new Resolution(database, Clock.fixed(now(), ZoneOffset.UTC));
    }

    Visibility visibility() {
        return new ReadAuthorizations(context, journal()).visibility();
    }

    private static boolean hasJournal(Connection connection) {
        try {
            DatabaseMetaData database = connection.getMetaData();
            if (database.getDatabaseProductName().equals("PostgreSQL")) {
                return isInSearchPath(connection);
            }
            String name = database.storesLowerCaseIdentifiers() ? JOURNAL.toLowerCase(Locale.ROOT) : JOURNAL;
            try (ResultSet tables = database.getTables(
                    connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE", "BASE TABLE"})) {
                return tables.next();
            }
        } catch (SQLException unreadable) {
            throw new ProcessEngineException("The database does not say which tables it has", unreadable);
        }
    }

    /** There the table may be in another schema than the first one. */
    private static boolean isInSearchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select to_regclass('" + JOURNAL + "')")) {
            return found.next() && found.getString(1) != null;
        }
    }
}
