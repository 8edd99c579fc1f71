package io.github.camundacliq.h2;

import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Warns of a database that may forget what it committed, and with it that a message was posted. */
public final class Durability {

    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

    /** With each commit, or by {@link WholeCommits}. */
    private static final Set<String> DURABLE = Set.of("0", String.valueOf(WholeCommits.NEVER));

    private Durability() {}

    public static void check(DataSource dataSource) {
        if (isH2InAFile(dataSource) && !writeDelay(dataSource).stream().allMatch(DURABLE::contains)) {
            LOG.warn("An H2 database in a file loses the last half second of commits when its process is killed, and a"
                    + " message posted in that time is posted again. Add ;WRITE_DELAY=0 to spring.datasource.url");
        }
    }

    private static boolean isH2InAFile(DataSource dataSource) {
        try {
            String url = JdbcUtils.extractDatabaseMetaData(dataSource, meta -> meta.getURL());
            return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
        } catch (MetaDataAccessException unreadable) {
            return false;
        }
    }

    private static List<String> writeDelay(DataSource dataSource) {
        try {
            return JdbcClient.create(dataSource)
                    .sql("select SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = 'WRITE_DELAY'")
                    .query(String.class)
                    .list();
        } catch (DataAccessException anotherVersion) {
            return List.of("unknown");
        }
    }
}
