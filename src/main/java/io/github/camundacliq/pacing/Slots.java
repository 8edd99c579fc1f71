package io.github.camundacliq.pacing;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the slots of all users are kept; every statement belongs to the caller's transaction. Instants in milliseconds. */
final class Slots {

    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    private static final String ONE = " where USER_ = ? and BUCKET_ = ? and NR_ = ?";

    private final JdbcOperations database;
    private final JdbcClient jdbc;

    Slots(JdbcOperations database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * Makes the rows that transactions lock later. Where a limit was raised, those who wait already are the first to get the new
     * slots; where it was lowered, nobody is called for slots that are no more. What left from those still counts, should the
     * limit be raised again.
     */
    void prepare(LimitKey limit, int count, long now) {
        long reserved = jdbc.sql("select coalesce(max(RESERVED_), 0) from CLIQ_SLOT where USER_ = ? and BUCKET_ = ?")
                .params(limit.user(), limit.bucket().name())
                .query(Long.class)
                .single();
        add(limit, count, new Slot(0, reserved, 0));
        jdbc.sql("delete from CLIQ_SLOT where USER_ = ? and BUCKET_ = ? and NR_ >= ? and BUSY_ <= ?")
                .params(limit.user(), limit.bucket().name(), count, now)
                .update();
    }

    /** Makes slots anew that somebody deleted, each busy until then. The caller holds the user's row. */
    void renew(LimitKey limit, int count, long until) {
        LOG.warn(
                "User '{}' had no slots for {} in CLIQ_SLOT: they are made anew. What left lately is unknown, so that nothing"
                        + " does until {}",
                limit.user(),
                limit.bucket(),
                Instant.ofEpochMilli(until));
        add(limit, count, new Slot(0, until, until));
    }

    /** Those that are missing, each like this one. */
    private void add(LimitKey limit, int count, Slot like) {
        List<Integer> known = jdbc.sql("select NR_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ?")
                .params(limit.user(), limit.bucket().name())
                .query(Integer.class)
                .list();
        List<Object> missing = IntStream.range(0, count)
                .filter(nr -> !known.contains(nr))
                .boxed()
                .flatMap(nr -> Stream.<Object>of(limit.user(), limit.bucket().name(), nr, like.reserved(), like.busy()))
                .toList();
        if (!missing.isEmpty()) {
            jdbc.sql("insert into CLIQ_SLOT (USER_, BUCKET_, NR_, RESERVED_, BUSY_) values "
                            + String.join(", ", Collections.nCopies(missing.size() / 5, "(?, ?, ?, ?, ?)")))
                    .params(missing)
                    .update();
        }
    }

    /** Takes the user for one who has posted nothing lately. */
    void forget(String user) {
        jdbc.sql("update CLIQ_SLOT set RESERVED_ = 0, BUSY_ = 0 where USER_ = ?")
                .param(user)
                .update();
    }

    /** Slots that are neither busy nor promised. */
    List<Slot> free(LimitKey limit, int count, long now, int most) {
        return slots(
                "and RESERVED_ <= ? and BUSY_ <= ? order by USER_, BUCKET_, NR_ limit ?", limit, count, now, now, most);
    }

    /** The slots that can be promised for the earliest times. */
    List<Slot> first(LimitKey limit, int count, int most) {
        return slots("order by RESERVED_, BUSY_ limit ?", limit, count, most);
    }

    /** The slots that are free for the earliest times, whoever they are promised to. */
    List<Slot> soonest(LimitKey limit, int count, int most) {
        return slots("order by BUSY_, NR_ limit ?", limit, count, most);
    }

    private List<Slot> slots(String choice, LimitKey limit, int count, Object... parameters) {
        return jdbc.sql("select NR_, RESERVED_, BUSY_ from CLIQ_SLOT where USER_ = ? and BUCKET_ = ? and NR_ < ? "
                        + choice)
                .params(limit.user(), limit.bucket().name(), count)
                .params(parameters)
                .query((row, nr) -> new Slot(row.getInt(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** Takes slots, for as long as is told or longer, in the order of their numbers. */
    void take(LimitKey limit, Collection<Slot> slots) {
        int[] unused = database.batchUpdate(
                "update CLIQ_SLOT set BUSY_ = greatest(BUSY_, ?), RESERVED_ = greatest(RESERVED_, ?)" + ONE,
                rows(slots, slot -> new Object[] {
                    slot.busy(), slot.reserved(), limit.user(), limit.bucket().name(), slot.nr()
                }));
    }

    /** Promises slots. When they are free stays as it is: an answer may just have told that. */
    void promise(LimitKey limit, Collection<Slot> slots) {
        int[] unused = database.batchUpdate(
                "update CLIQ_SLOT set RESERVED_ = greatest(RESERVED_, ?)" + ONE, rows(slots, slot -> new Object[] {
                    slot.reserved(), limit.user(), limit.bucket().name(), slot.nr()
                }));
    }

    private static List<Object[]> rows(Collection<Slot> slots, Function<Slot, Object[]> row) {
        return slots.stream().sorted(Comparator.comparing(Slot::nr)).map(row).toList();
    }

    /** Those of posts that are free though they are promised, of users who are not locked out. */
    List<PromisedSlot> freeThoughPromised(long now) {
        return jdbc.sql("select s.USER_, s.BUCKET_, s.NR_, s.RESERVED_ from CLIQ_SLOT s"
                        + " join CLIQ_USER u on u.USER_ = s.USER_"
                        + " where s.BUSY_ <= ? and s.RESERVED_ > ? and u.LOCKED_UNTIL_ <= ? and s.BUCKET_ <> 'READS'")
                .params(now, now, now)
                .query((row, nr) -> new PromisedSlot(
                        new LimitKey(row.getString(1), Bucket.valueOf(row.getString(2))),
                        row.getInt(3),
                        row.getLong(4)))
                .list();
    }

    /** Unless it was promised to another meanwhile, or taken. */
    void takePromiseBack(PromisedSlot slot, long now) {
        int unused = database.update(
                "update CLIQ_SLOT set RESERVED_ = BUSY_" + ONE + " and RESERVED_ = ? and BUSY_ <= ?",
                slot.limit().user(),
                slot.limit().bucket().name(),
                slot.nr(),
                slot.until(),
                now);
    }

    /** Ends what was taken, unless another has the slot by now. */
    void settle(List<Settled> all) {
        int[] unused = database.batchUpdate(
                "update CLIQ_SLOT set BUSY_ = ?" + ONE + " and BUSY_ = ?",
                all.stream()
                        .sorted(Comparator.comparing(
                                        (Settled one) -> one.limit().user())
                                .thenComparing(one -> one.limit().bucket())
                                .thenComparing(Settled::nr))
                        .map(one -> new Object[] {
                            one.busy(), one.limit().user(), one.limit().bucket().name(), one.nr(), one.taken()
                        })
                        .toList());
    }

    /**
     * A slot after its request.
     *
     * @param taken until when it was taken
     * @param busy from when it is free
     */
    record Settled(LimitKey limit, int nr, long taken, long busy) {}
}
