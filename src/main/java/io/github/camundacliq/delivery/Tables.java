package io.github.camundacliq.delivery;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** The journal's tables, with every column that is read or written: what one lacks would show at the first post only. */
final class Tables {

    private static final List<String> READINGS = List.of(
            "select KEY_, STATE_, OWNER_, DEADLINE_, OUTCOME_, CODE_, ANSWER_, REASON_, CONNECTION_, USER_, CHAT_, KIND_,"
                    + " FINGERPRINT_, ON_UNCERTAIN_, CALLS_, DOUBTFUL_, SLOT_, DUE_, CREATED_, SENT_, ANSWERED_, JOB_, PROC_INST_,"
                    + " PROC_DEF_KEY_, BUSINESS_KEY_, ACTIVITY_, TENANT_ from CLIQ_JOURNAL",
            "select USER_, LOCKED_UNTIL_ from CLIQ_USER",
            "select USER_, BUCKET_, NR_, RESERVED_, BUSY_ from CLIQ_SLOT",
            "select CONNECTION_, PERIOD_, CALLS_ from CLIQ_BUDGET",
            "select OWNER_, ALIVE_ from CLIQ_NODE");

    private Tables() {}

    /** @throws org.springframework.jdbc.BadSqlGrammarException if a table or a column is not there */
    static void check(JdbcOperations database) {
        READINGS.forEach(reading -> database.query(reading + " where 1 = 0", row -> {}));
    }
}
