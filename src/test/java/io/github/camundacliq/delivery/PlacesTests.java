package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.TestJournal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

class PlacesTests {

    private static final Queue QUEUE = new Queue("user", Bucket.MESSAGES);

    private final JdbcOperations database = TestJournal.create();
    private final Places places = new Places(database);

    @Test
    void thoseOfARaisedLimitAreForWhoWaitsAlready() {
        places.prepare(QUEUE, 2);
        database.update("update CLIQ_SLOT set RESERVED_ = 4711 where NR_ = 1");
        places.prepare(QUEUE, 4);
        assertThat(reservations()).containsExactly(0L, 4711L, 4711L, 4711L);
    }

    @Test
    void nobodyIsCalledForThoseThatALoweredLimitHasNoMore() {
        places.prepare(QUEUE, 4);
        places.prepare(new Queue("user", Bucket.FILES), 4);
        places.prepare(QUEUE, 2);
        assertThat(reservations()).hasSize(6);
        assertThat(database.queryForObject("select max(NR_) from CLIQ_SLOT where BUCKET_ = 'MESSAGES'", Integer.class))
                .isEqualTo(1);
    }

    private List<Long> reservations() {
        return database.queryForList("select RESERVED_ from CLIQ_SLOT order by NR_", Long.class);
    }
}
