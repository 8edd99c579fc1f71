package io.github.camundacliq.pacing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where it is kept until when users are locked out; every statement belongs to the caller's transaction. Instants in
 * milliseconds.
 */
final class Users {

    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final JdbcClient jdbc;

    Users(JdbcOperations database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Makes the row that transactions lock later. */
    void prepare(String user) {
        if (find(user, "").isEmpty()) {
            add(user, 0);
        }
    }

    /**
     * Holds the user's row until the transaction ends, and says until when Cliq has locked the user out. A row that somebody
     * deleted is made anew.
     */
    long lock(String user) {
        return find(user, " for update").orElseGet(() -> {
            LOG.warn("User '{}' had no row in CLIQ_USER: it is made anew", user);
            add(user, 0);
            return 0L;
        });
    }

    long lockedUntil(String user) {
        return find(user, "").orElse(0L);
    }

    void lockOut(String user, long until) {
        int known = jdbc.sql("update CLIQ_USER set LOCKED_UNTIL_ = greatest(LOCKED_UNTIL_, ?) where USER_ = ?")
                .params(until, user)
                .update();
        if (known == 0 && find(user, "").isEmpty()) {
            add(user, until);
        }
    }

    /** Takes the user for one who is not locked out. */
    void forget(String user) {
        jdbc.sql("update CLIQ_USER set LOCKED_UNTIL_ = 0 where USER_ = ?")
                .param(user)
                .update();
    }

    private Optional<Long> find(String user, String mode) {
        return jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER where USER_ = ?" + mode)
                .param(user)
                .query(Long.class)
                .optional();
    }

    /** Fails where another transaction was faster; the next attempt finds its row. */
    private void add(String user, long lockedUntil) {
        jdbc.sql("insert into CLIQ_USER (USER_, LOCKED_UNTIL_) values (?, ?)")
                .params(user, lockedUntil)
                .update();
    }
}
