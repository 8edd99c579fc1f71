package io.github.camundacliq.h2;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An H2 reads the variables of one process without those of all others. */
class VariableStatisticsTests {

    /** As the engine asks for the variables of an execution. */
    private static final String PLAN = "explain select * from ACT_RU_VARIABLE RES left join ACT_RU_EXECUTION EXECUTION"
            + " on RES.EXECUTION_ID_ = EXECUTION.ID_ where EXECUTION_ID_ = '1' and TASK_ID_ is null";

    private static final String OTHER_TABLE =
            "create schema OTHER; create table OTHER.ACT_RU_VARIABLE(TASK_ID_ varchar, EXECUTION_ID_ varchar)";

    private final StubCliq cliq = new StubCliq();
    private final Node node = Node.start(cliq, Map.of());
    private final JdbcTemplate database = new JdbcTemplate(node.dataSource());

    @AfterEach
    void stop() {
        node.close();
        cliq.close();
    }

    private String plan() {
        return database.queryForList(PLAN, String.class).get(0);
    }

    private void setSelectivity(String column, int selectivity) {
        database.execute("alter table ACT_RU_VARIABLE alter column %s selectivity %d".formatted(column, selectivity));
    }

    private List<Integer> selectivities(String schema) {
        return database.queryForList(
                "select SELECTIVITY from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA = ?"
                        + " and TABLE_NAME = 'ACT_RU_VARIABLE' and COLUMN_NAME = 'TASK_ID_'",
                Integer.class,
                schema);
    }

    @Test
    void readsThemByTheirExecutionFromTheStart() {
        assertThat(plan()).contains("EXECUTION_ID_ = '1' */").doesNotContain("TASK_ID_ IS NULL */");
    }

    /** Until nobody has corrected them in the same moment. */
    private void countFew(Callable<Boolean> misled) {
        await().until(() -> {
            setSelectivity("TASK_ID_", 100);
            setSelectivity("EXECUTION_ID_", 100);
            return misled.call();
        });
    }

    @Test
    void readsThemByTheirExecutionAgainAfterACountOfFew() {
        countFew(() -> plan().contains("TASK_ID_ IS NULL */"));
        await().until(() -> plan().contains("EXECUTION_ID_ = '1' */"));
    }

    @Test
    void leavesTheTablesOfOthersAlone() {
        database.execute(OTHER_TABLE);
        setSelectivity("TASK_ID_", 100);
        await().until(() -> selectivities("PUBLIC").equals(List.of(1)));
        assertThat(selectivities("OTHER")).containsExactly(50);
    }

    @Test
    void correctsThoseInTheEnginesOwnSchema() {
        database.execute(OTHER_TABLE);
        new VariableStatistics(node.dataSource(), "other.").correct();
        assertThat(selectivities("OTHER")).containsExactly(1);
    }

    private boolean isMisledBeside(Connection writer) throws SQLException {
        writer.createStatement().execute("delete from ACT_RU_VARIABLE");
        boolean misled = selectivities("PUBLIC").equals(List.of(100));
        if (!misled) {
            writer.rollback();
        }
        return misled;
    }

    @Test
    void waitsForAnotherTimeWhereSomebodyWrites() throws SQLException {
        try (Connection writer = node.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            countFew(() -> isMisledBeside(writer));
            VariableStatistics statistics = new VariableStatistics(node.dataSource(), "");
            statistics.correct();
            assertThat(selectivities("PUBLIC")).containsExactly(100);
            writer.rollback();
            statistics.correct();
            assertThat(selectivities("PUBLIC")).containsExactly(1);
            assertThat(database.queryForObject("call LOCK_TIMEOUT()", Integer.class))
                    .isEqualTo(10_000);
        }
    }
}
