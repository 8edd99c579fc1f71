package io.github.camundacliq.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
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

    /** Spring knows no exception for most of them. */
    @ParameterizedTest
    @CsvSource({"25006, 0", "90097, 90097", "HY000, 1290", "HY000, 1836"})
    void saysThatItIsReadOnly(String state, int code) {
        Throwable failure = new UncategorizedSQLException("update", null, new SQLException("told", state, code));
        assertThat(Outage.reason(failure)).contains("read-only", "standby");
        assertThat(Outage.concernsAll(failure)).isTrue();
        assertThat(Outage.isOfDatabase(failure)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"57P03, away", "53100, no room", "53300, no room"})
    void whatIsSoForAllConcernsAll(String state, String reason) {
        Throwable failure = new IllegalStateException(new SQLException("told", state));
        assertThat(Outage.reason(failure)).contains(reason);
        assertThat(Outage.concernsAll(failure)).isTrue();
        assertThat(Outage.isOfDatabase(failure)).isTrue();
    }

    /** A connection that one client of the database lost says nothing of the others'. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P02"})
    void aConnectionThatBrokeConcernsNobodyElse(String state) {
        Throwable failure = new IllegalStateException(new SQLException("told", state));
        assertThat(Outage.reason(failure)).contains("away");
        assertThat(Outage.isAway(failure)).isTrue();
        assertThat(Outage.concernsAll(failure)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"55P03, 0", "57014, 0", "HYT00, 50200", "HY000, 1205", "40001, 0"})
    void saysThatARowIsHeld(String state, int code) {
        Throwable failure = new UncategorizedSQLException("update", null, new SQLException("told", state, code));
        assertThat(Outage.isHeldRow(failure)).isTrue();
        assertThat(Outage.reason(failure)).contains("held by somebody");
        assertThat(Outage.concernsAll(failure)).isFalse();
        assertThat(Outage.isOfDatabase(failure)).isTrue();
    }

    @Test
    void namesWhatADatabaseThatIsThereDoesNotDo() {
        assertThat(Outage.reason(new BadSqlGrammarException("read", "select", new SQLException("no table", "42P01"))))
                .contains("BadSqlGrammarException", "42P01", "log")
                .doesNotContain("away");
    }

    @Test
    void doesNotTakeARowTooFewForAnOutage() {
        Throwable failure = new IncorrectResultSizeDataAccessException(1, 0);
        assertThat(Outage.reason(failure))
                .contains("error of the plugin", "IncorrectResultSizeDataAccessException")
                .doesNotContain("database was away");
        assertThat(Outage.isOfDatabase(failure)).isFalse();
    }

    @Test
    void doesNotBlameTheDatabaseForAnErrorOfOurs() {
        assertThat(Outage.reason(new IllegalStateException("User has no slots")))
                .contains("IllegalStateException", "log")
                .doesNotContain("database");
    }
}
