package io.github.camundacliq.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

class PlacesTests {

    private static final LimitKey LIMIT = new LimitKey("user", Bucket.MESSAGES);

    private static final long NOW = 1_000_000;

    private final JdbcOperations database = TestJournal.create();
    private final Places places = new Places(database);

    @Test
    void thoseOfARaisedLimitAreForWhoWaitsAlready() {
        places.prepare(LIMIT, 2, NOW);
        database.update("update CLIQ_SLOT set RESERVED_ = 4711 where NR_ = 1");
        places.prepare(LIMIT, 4, NOW);
        assertThat(reservations()).containsExactly(0L, 4711L, 4711L, 4711L);
    }

    @Test
    void nobodyIsCalledForThoseThatALoweredLimitHasNoMore() {
        places.prepare(LIMIT, 4, NOW);
        places.prepare(new LimitKey("user", Bucket.FILES), 4, NOW);
        places.prepare(LIMIT, 2, NOW);
        assertThat(reservations()).hasSize(6);
        assertThat(database.queryForObject("select max(NR_) from CLIQ_SLOT where BUCKET_ = 'MESSAGES'", Integer.class))
                .isEqualTo(1);
    }

    /** Answers come without waiting for the user's row, and would be forgotten for as long as a lease lasts. */
    @Test
    void aPromiseChangesNothingAboutWhenAPlaceIsFree() {
        places.prepare(LIMIT, 1, NOW);
        places.take(LIMIT, List.of(new Place(0, 60_000, 100_000)));
        Board board = board();
        Place place = board.first();
        places.settle(List.of(new Places.Settled(LIMIT, 0, 100_000, 65_000)));
        board.promise(place, 120_000);
        board.write();
        assertThat(board().soonest()).isEqualTo(new Place(0, 120_000, 65_000));
    }

    /** Else a node with a wrong limit, started and stopped within a period, would let its user post twice as much. */
    @Test
    void whatLeftFromPlacesThatAreNoMoreCountsWhenTheyAreBack() {
        places.prepare(LIMIT, 2, NOW);
        places.take(LIMIT, List.of(new Place(1, NOW, NOW + 60_000)));
        places.prepare(LIMIT, 1, NOW);
        places.prepare(LIMIT, 2, NOW);
        assertThat(places.free(LIMIT, 2, NOW, 2)).extracting(Place::nr).containsExactly(0);
    }

    /** In one transaction: its promise came due in a place that is promised to another for later. */
    @Test
    void whoTakesAPromisedPlaceLeavesThePromiseAsItIs() {
        places.prepare(LIMIT, 1, NOW);
        places.promise(LIMIT, List.of(new Place(0, 120_000, 0)));
        Board board = board();
        Place place = board.soonest();
        board.take(place.nr(), 65_000, 60_000);
        assertThat(board.first()).isEqualTo(new Place(0, 120_000, 65_000));
    }

    private Board board() {
        return Board.open(places, LIMIT, new Window(1, Duration.ofMinutes(1)), 1);
    }

    private List<Long> reservations() {
        return database.queryForList("select RESERVED_ from CLIQ_SLOT order by NR_", Long.class);
    }
}
