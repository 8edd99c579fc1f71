package io.github.camundacliq.benchmark;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the engine tells of instances that ended. Everybody is to work beside as little of it as the first; and that of a
 * hundred thousand instances fills the heap, where the database is in memory.
 */
final class History {

    private static final String TABLES =
            "select table_name from information_schema.tables where lower(table_name) like 'act!_hi!_%' escape '!'";
    private static final String VALUES = "delete from ACT_GE_BYTEARRAY where TYPE_ = 3";

    private History() {}

    /** Only while nothing runs. */
    static void forget(Engine engine) {
        JdbcTemplate database = engine.bean(JdbcTemplate.class);
        database.queryForList(TABLES, String.class).forEach(table -> database.execute("truncate table " + table));
        int unused = database.update(VALUES);
    }
}
