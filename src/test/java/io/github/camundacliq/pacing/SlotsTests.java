package io.github.camundacliq.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

class SlotsTests {

    private static final LimitKey LIMIT = new LimitKey("user", Bucket.MESSAGES);

    private static final long NOW = 1_000_000;

    private final JdbcOperations database = TestJournal.create();
    private final Slots slots = new Slots(database);

    @Test
    void thoseOfARaisedLimitAreForWhoWaitsAlready() {
        slots.prepare(LIMIT, 2, NOW);
        database.update("update CLIQ_SLOT set RESERVED_ = 4711 where NR_ = 1");
        slots.prepare(LIMIT, 4, NOW);
        assertThat(reservations()).containsExactly(0L, 4711L, 4711L, 4711L);
    }

    @Test
    void nobodyIsCalledForThoseThatALoweredLimitHasNoMore() {
        slots.prepare(LIMIT, 4, NOW);
        slots.prepare(new LimitKey("user", Bucket.FILES), 4, NOW);
        slots.prepare(LIMIT, 2, NOW);
        assertThat(reservations()).hasSize(6);
        assertThat(database.queryForObject("select max(NR_) from CLIQ_SLOT where BUCKET_ = 'MESSAGES'", Integer.class))
                .isEqualTo(1);
    }

    /** Answers come without waiting for the user's row, and would be forgotten for as long as a lease lasts. */
    @Test
    void aPromiseChangesNothingAboutWhenASlotIsFree() {
        slots.prepare(LIMIT, 1, NOW);
        slots.take(LIMIT, List.of(new Slot(0, 60_000, 100_000)));
        Board board = board();
        Slot slot = board.first();
        slots.settle(List.of(new Slots.Settled(LIMIT, 0, 100_000, 65_000)));
        board.promise(slot, 120_000);
        board.write();
        assertThat(board().soonest()).isEqualTo(new Slot(0, 120_000, 65_000));
    }

    /** Else a node with a wrong limit, started and stopped within a period, would let its user post twice as much. */
    @Test
    void whatLeftFromSlotsThatAreNoMoreCountsWhenTheyAreBack() {
        slots.prepare(LIMIT, 2, NOW);
        slots.take(LIMIT, List.of(new Slot(1, NOW, NOW + 60_000)));
        slots.prepare(LIMIT, 1, NOW);
        slots.prepare(LIMIT, 2, NOW);
        assertThat(slots.free(LIMIT, 2, NOW, 2)).extracting(Slot::nr).containsExactly(0);
    }

    /** In one transaction: its promise came due in a slot that is promised to another for later. */
    @Test
    void whoTakesAPromisedSlotLeavesThePromiseAsItIs() {
        slots.prepare(LIMIT, 1, NOW);
        slots.promise(LIMIT, List.of(new Slot(0, 120_000, 0)));
        Board board = board();
        Slot slot = board.soonest();
        board.take(slot.nr(), 65_000, 60_000);
        assertThat(board.first()).isEqualTo(new Slot(0, 120_000, 65_000));
    }

    private Board board() {
        return new Board(slots, LIMIT, new Window(1, Duration.ofMinutes(1)), 1, () -> NOW, 0);
    }

    private List<Long> reservations() {
        return database.queryForList("select RESERVED_ from CLIQ_SLOT order by NR_", Long.class);
    }
}
