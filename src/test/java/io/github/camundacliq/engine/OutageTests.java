package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutageTests {

    @Test
    void tellsAnAbsentDatabaseFromOneInWhichSomebodyHoldsARow() {
        assertThat(Outage.reason(new CannotCreateTransactionException("no connection")))
                .isEqualTo("The database was away");
        assertThat(Outage.reason(new IllegalStateException(new SQLException("gone"))))
                .isEqualTo("The database was away");
        assertThat(Outage.reason(new QueryTimeoutException("10 seconds"))).contains("held by somebody");
        assertThat(Outage.reason(new RuntimeException(new CannotAcquireLockException("30 ms"))))
                .contains("held by somebody");
    }

    @Test
    void doesNotTakeADatabaseForAbsentThatRefusesWhatItIsGiven() {
        assertThat(Outage.isOfDatabase(new IllegalStateException(new SQLException("gone", "08006"))))
                .isTrue();
        assertThat(Outage.isOfDatabase(new IllegalStateException(new SQLException("too long", "22001"))))
                .isFalse();
        assertThat(Outage.isOfDatabase(new DataIntegrityViolationException("too long")))
                .isFalse();
    }

    @Test
    void doesNotBlameTheDatabaseForAnErrorOfOurs() {
        assertThat(Outage.reason(new IllegalStateException("User has no slots")))
                .contains("IllegalStateException", "log")
                .doesNotContain("database");
    }
}
