package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.delivery.Origin;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestConnections;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Who wants a transaction while one is under way shares the next one with all others, but not their failures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTests {

    private static final String DONE = "done";

    private final StubCliq cliq = new StubCliq();
    private GroupCommits<Item, String> commits = commits();
    private final Map<String, CommandContext> transactions = new ConcurrentHashMap<>();
    private Node node;

    private record Item(CapturedJob job, Function<CommandContext, String> work) implements GroupCommit.Item {}

    @BeforeAll
    void start() {
        node = Node.start(cliq, Map.of());
    }

    /** None is to be told of another's outage. */
    @BeforeEach
    void forgetOutages() {
        commits = commits();
    }

    private static GroupCommits<Item, String> commits() {
        return new GroupCommits<>(
                (items, transaction) -> items.stream()
                        .map(item -> item.work().apply(transaction))
                        .toList(),
                new Breaker(Clock.systemUTC()));
    }

    @AfterAll
    void stop() {
        node.close();
        cliq.close();
    }

    private CapturedJob job(String key, Connection connection) {
        Post post = new Post(connection, new ChatId("1"), new Message.Text("Hello"));
        PostRequest request =
                new PostRequest(key, post, new Origin(key, "instance", "process", "", "post", ""), OnUncertain.RETRY);
        return new CapturedJob(request, new JobLock(key, null, 0), List.of(), Map.of(), (ProcessEngineImpl)
                node.processes().engine());
    }

    private CapturedJob job(String key) {
        return job(key, TestConnections.to(cliq));
    }

    private String note(String key, CommandContext transaction) {
        transactions.put(key, transaction);
        return DONE;
    }

    private FutureTask<String> joining(CapturedJob job, Function<CommandContext, String> work) {
        FutureTask<String> joining = new FutureTask<>(() -> commits.join(new Item(job, work)));
        Thread thread = new Thread(joining);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return joining;
    }

    /** One transaction that lasts, and those that gather meanwhile. */
    private final class Rush {

        private final CountDownLatch released = new CountDownLatch(1);
        private final List<FutureTask<String>> all = new ArrayList<>();

        Rush() {
            all.add(joining(job("first"), transaction -> {
                try {
                    released.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return note("first", transaction);
            }));
        }

        Rush with(CapturedJob job, Function<CommandContext, String> work) {
            all.add(joining(job, work));
            return this;
        }

        Rush with(CapturedJob job) {
            return with(job, transaction -> note(job.jobId(), transaction));
        }

        List<FutureTask<String>> over() {
            released.countDown();
            await().until(() -> all.stream().allMatch(FutureTask::isDone));
            return all;
        }
    }

    @Test
    void aloneInATransactionOfItsOwn() {
        assertThat(commits.join(new Item(job("alone"), transaction -> note("alone", transaction))))
                .isEqualTo(DONE);
        assertThat(transactions).containsKey("alone");
    }

    @Test
    void oneTransactionForAllWhoCameMeanwhile() throws Exception {
        for (FutureTask<String> joined :
                new Rush().with(job("b")).with(job("a")).with(job("c")).over()) {
            assertThat(joined.get()).isEqualTo(DONE);
        }
        assertThat(transactions.get("a"))
                .isSameAs(transactions.get("b"))
                .isSameAs(transactions.get("c"))
                .isNotSameAs(transactions.get("first"));
    }

    @Test
    void allGroupsGoThroughTheirPostsInTheSameOrder() {
        List<String> order = new CopyOnWriteArrayList<>();
        Rush rush = new Rush();
        for (String key : List.of("b", "c", "a")) {
            rush.with(job(key), transaction -> {
                order.add(key);
                return DONE;
            });
        }
        assertThat(rush.over()).hasSize(4);
        assertThat(order).containsExactly("a", "b", "c");
    }

    /** At once, or when each of them gets a transaction of its own. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whereTheDatabaseIsAwayItIsNotTriedForEach(int brokenBefore) {
        AtomicInteger attempts = new AtomicInteger();
        Rush rush = new Rush();
        for (String key : List.of("a", "b", "c")) {
            rush.with(job(key), transaction -> {
                throw attempts.getAndIncrement() < brokenBefore
                        ? new IllegalStateException("broken")
                        : new CannotCreateTransactionException("away");
            });
        }
        assertThat(rush.over().subList(1, 4)).allSatisfy(joined -> assertThatThrownBy(joined::get)
                .hasCauseInstanceOf(CannotCreateTransactionException.class));
        assertThat(attempts).hasValue(brokenBefore + 1);
    }

    /** Such as a standby, which lets everybody begin and nobody go on. */
    @ParameterizedTest
    @ValueSource(strings = {"25006", "57P03", "53100"})
    void whereItTakesNothingFromAnybodyItIsNotTriedForEach(String state) {
        assertThat(attemptsOfThree(state)).isEqualTo(1);
    }

    /** Together, and by two of them; the others would wait for it as long. */
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014"})
    void whereARowOfAllIsHeldItIsNotTriedForEach(String state) {
        assertThat(attemptsOfThree(state)).isEqualTo(3);
    }

    private int attemptsOfThree(String state) {
        AtomicInteger attempts = new AtomicInteger();
        Rush rush = new Rush();
        for (String key : List.of("a", "b", "c")) {
            rush.with(job(key), transaction -> {
                attempts.incrementAndGet();
                throw new UncategorizedSQLException("update", null, new SQLException("told", state));
            });
        }
        assertThat(rush.over().subList(1, 4)).allSatisfy(joined -> assertThatThrownBy(joined::get)
                .hasCauseInstanceOf(UncategorizedSQLException.class));
        return attempts.get();
    }

    @Test
    void aPostOfAnotherConnectionDoesNotWaitForIt() {
        Connection other = TestConnections.named(
                "team_b", cliq.url(), cliq.url(), TestConnections.to(cliq).grant());
        Rush rush = new Rush().with(job("ours"));
        assertThat(commits.join(new Item(job("theirs", other), transaction -> note("theirs", transaction))))
                .isEqualTo(DONE);
        assertThat(transactions).doesNotContainKey("ours");
        assertThat(rush.over()).hasSize(2);
    }

    @Test
    void whatFailsForOneIsDoneForTheOthers() throws Exception {
        List<FutureTask<String>> all = new Rush()
                .with(job("good"))
                .with(job("bad"), transaction -> {
                    throw new IllegalStateException("broken");
                })
                .with(job("other"))
                .over();
        assertThat(all.get(1).get()).isEqualTo(DONE);
        assertThatThrownBy(all.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(all.get(3).get()).isEqualTo(DONE);
        assertThat(transactions.get("good")).isNotSameAs(transactions.get("other"));
    }
}
