package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;

import io.github.camundacliq.testing.FaultyCommits;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a captured run did is undone, and on an H2 without a rollback, which would write its file. */
class CaptureInterceptorTests {

    private final StubCliq cliq = new StubCliq();

    @AfterEach
    void stop() {
        cliq.close();
    }

    /** Other people's code that runs before the post, in its transaction. */
    public static final class Notes {

        private final JdbcTemplate database;
        private final List<Integer> ends = new CopyOnWriteArrayList<>();

        Notes(JdbcTemplate database) {
            this.database = database;
            database.execute("create table NOTE (TEXT varchar(10))");
        }

        public void write() {
            database.execute("insert into NOTE values ('begun')");
        }

        public void awaitEnd() {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    ends.add(status);
                }
            });
        }

        int count() {
            return database.queryForList("select * from NOTE").size();
        }
    }

    static class WithNotes {

        @Bean
        Notes notes(JdbcTemplate database) {
            return new Notes(database);
        }
    }

    /** Does the same as the one within, and does not show what that is. */
    record Opaque(PlatformTransactionManager within) implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            return within.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            within.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            within.rollback(status);
        }
    }

    static class WithAnotherTransactionManager {

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            return new Opaque(new JdbcTransactionManager(database));
        }
    }

    static class WithoutSavepoints {

        @Bean
        PlatformTransactionManager transactionManager(DataSource database) {
            JdbcTransactionManager transactions = new JdbcTransactionManager(database);
            transactions.setNestedTransactionAllowed(false);
            return transactions;
        }
    }

    private static BpmnModelInstance listening(String expression) {
        return post(process("listening"), "post")
                .camundaExecutionListenerExpression("start", expression)
                .endEvent()
                .done();
    }

    private int rollbacks(Node node, BpmnModelInstance model, String key) {
        int before = node.bean(FaultyCommits.class).rollbacks();
        node.processes().deploy(model, key);
        node.processes().awaitEnd(node.processes().start(key, Map.of("chatId", "1", "message", "Hello")));
        assertThat(cliq.posts()).hasSize(1);
        return node.bean(FaultyCommits.class).rollbacks() - before;
    }

    @Test
    void rollsNothingBackInAFile(@TempDir Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("engine") + ";WRITE_DELAY=0";
        try (Node node = Node.start(cliq, Map.of("spring.datasource.url", url))) {
            assertThat(rollbacks(node, simple("simple"), "simple")).isZero();
        }
    }

    @Test
    void undoesWhatWasWrittenBeforeThePost() {
        try (Node node = Node.start(cliq, Map.of(), WithNotes.class)) {
            assertThat(rollbacks(node, listening("${notes.write()}"), "listening"))
                    .isZero();
            assertThat(node.bean(Notes.class).count()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsForTheEndSeesARollback() {
        try (Node node = Node.start(cliq, Map.of(), WithNotes.class)) {
            assertThat(rollbacks(node, listening("${notes.awaitEnd()}"), "listening"))
                    .isEqualTo(1);
            assertThat(node.bean(Notes.class).ends).containsExactly(STATUS_ROLLED_BACK, STATUS_COMMITTED);
        }
    }

    @Test
    void rollsBackWithATransactionManagerThatMayHaveMoreToUndo() {
        try (Node node = Node.start(cliq, Map.of(), WithAnotherTransactionManager.class)) {
            assertThat(rollbacks(node, simple("simple"), "simple")).isEqualTo(1);
        }
    }

    @Test
    void rollsBackWhereSavepointsAreNotAllowed() {
        try (Node node = Node.start(cliq, Map.of(), WithoutSavepoints.class)) {
            assertThat(rollbacks(node, simple("simple"), "simple")).isEqualTo(1);
        }
    }
}
