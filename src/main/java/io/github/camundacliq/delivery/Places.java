package io.github.camundacliq.delivery;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the places of all users are kept; every statement belongs to the caller's transaction. Instants in milliseconds. */
final class Places {

    private static final String SELECT =
            "select NR_, RESERVED_, BUSY_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ? and NR_ ";
    private static final String ONE = " where USER_ = ? and BUCKET_ = ? and NR_ = ?";

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the rows that transactions lock later. */
    void prepare(Queue queue, int count) {
        if (jdbc.sql("select count(*) from CLIQ_USER where USER_ = ?")
                        .param(queue.user())
                        .query(Integer.class)
                        .single()
                == 0) {
            jdbc.sql("insert into CLIQ_USER (USER_) values (?)")
                    .param(queue.user())
                    .update();
        }
        List<Integer> known = jdbc.sql("select NR_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ?")
                .params(queue.user(), queue.bucket().name())
                .query(Integer.class)
                .list();
        List<Object> missing = IntStream.range(0, count)
                .filter(nr -> !known.contains(nr))
                .boxed()
                .flatMap(nr -> Stream.<Object>of(queue.user(), queue.bucket().name(), nr))
                .toList();
        if (!missing.isEmpty()) {
            jdbc.sql("insert into CLIQ_SLOT (USER_, BUCKET_, NR_) values "
                            + String.join(", ", Collections.nCopies(missing.size() / 3, "(?, ?, ?)")))
                    .params(missing)
                    .update();
        }
    }

    /** Holds the user's row until the transaction ends, and says until when Cliq has locked the user out. */
    long lock(String user) {
        return jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER where USER_ = ? for update")
                .param(user)
                .query(Long.class)
                .single();
    }

    long lockedUntil(String user) {
        return jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER where USER_ = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    void lockOut(String user, long until) {
        jdbc.sql("update CLIQ_USER set LOCKED_UNTIL_ = greatest(LOCKED_UNTIL_, ?) where USER_ = ?")
                .params(until, user)
                .update();
    }

    /** Takes the user for one who has posted nothing lately, and is not locked out. */
    void forget(String user) {
        jdbc.sql("update CLIQ_USER set LOCKED_UNTIL_ = 0 where USER_ = ?")
                .param(user)
                .update();
        jdbc.sql("update CLIQ_SLOT set RESERVED_ = 0, BUSY_ = 0 where USER_ = ?")
                .param(user)
                .update();
    }

    /** A place that is neither busy nor promised. */
    Optional<Place> free(Queue queue, int count, long now) {
        return jdbc.sql(SELECT + "< ? and RESERVED_ <= ? and BUSY_ <= ? order by USER_, BUCKET_, NR_ limit 1")
                .params(queue.user(), queue.bucket().name(), count, now, now)
                .query((row, nr) -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)))
                .optional();
    }

    /** The place that can be promised for the earliest time. */
    Place first(Queue queue, int count) {
        return jdbc.sql(SELECT + "< ? order by RESERVED_, BUSY_ limit 1")
                .params(queue.user(), queue.bucket().name(), count)
                .query((row, nr) -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /** The place that is free for the earliest time, whoever it is promised to. */
    Place soonest(Queue queue, int count) {
        return jdbc.sql(SELECT + "< ? order by BUSY_, NR_ limit 1")
                .params(queue.user(), queue.bucket().name(), count)
                .query((row, nr) -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    void promise(Queue queue, int nr, long until) {
        jdbc.sql("update CLIQ_SLOT set RESERVED_ = ?" + ONE)
                .params(until, queue.user(), queue.bucket().name(), nr)
                .update();
    }

    void take(Queue queue, int nr, long busy, long reserved) {
        jdbc.sql("update CLIQ_SLOT set BUSY_ = ?, RESERVED_ = greatest(RESERVED_, ?)" + ONE)
                .params(busy, reserved, queue.user(), queue.bucket().name(), nr)
                .update();
    }

    void settle(Queue queue, int nr, long taken, long busy) {
        jdbc.sql("update CLIQ_SLOT set BUSY_ = ?" + ONE + " and BUSY_ = ?")
                .params(busy, queue.user(), queue.bucket().name(), nr, taken)
                .update();
    }
}
