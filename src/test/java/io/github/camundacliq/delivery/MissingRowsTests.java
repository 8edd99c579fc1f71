package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

/** Somebody deletes what says how much has left, while nodes are running: posts go on, and no limit is exceeded. */
class MissingRowsTests {

    private static final int LIMIT = 50;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Reply THROTTLED =
            new Reply(new Outcome.Throttled("request_limit_exceeded", Optional.of(Duration.ofMinutes(3))), 1);

    private final ManualClock clock = new ManualClock();
    private final JdbcOperations database = TestJournal.create();
    private final Delivery delivery = TestJournal.delivery(database, "node", clock);
    private final Connection connection = TestConnections.withExternalCalls(
            TestConnections.to("https://cliq.zoho.eu", "https://accounts.zoho.eu"), "70/1d");

    @BeforeEach
    void prepare() {
        delivery.prepare(connection);
    }

    private PostRequest post(int number) {
        String job = "job" + number;
        Post post = new Post(connection, new ChatId("1"), new Message.Text("Message " + number));
        return new PostRequest(job, post, new Origin(job, "instance", "process", "", "task", ""), OnUncertain.RETRY);
    }

    /** Sends those that may leave now; says when which left. */
    private List<Instant> send(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> delivery.decide(post(number)))
                .filter(Decision.Send.class::isInstance)
                .map(sent -> clock.instant())
                .toList();
    }

    private Instant due(int number) {
        Decision decision = delivery.decide(post(number));
        assertThat(decision).isInstanceOf(Decision.NotBefore.class);
        return ((Decision.NotBefore) decision).due();
    }

    private void settle(int number, Decision decision, Reply reply) {
        assertThat(delivery.settle(
                        List.of(new Attempt(post(number), ((Decision.Send) decision).lease(), reply, clock.instant()))))
                .hasSize(1);
    }

    @Test
    void theRowOfAUserIsMadeAnew() {
        database.update("delete from CLIQ_USER");
        assertThat(send(0, 1)).hasSize(1);
        assertThat(database.queryForList("select USER_ from CLIQ_USER", String.class))
                .containsExactly(connection.user());
    }

    @Test
    void aLockOutIsKeptThoughTheRowOfItsUserIsMissing() {
        Decision sent = delivery.decide(post(0));
        database.update("delete from CLIQ_USER");
        settle(0, sent, THROTTLED);
        assertThat(due(1)).isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(3)));
    }

    @Test
    void slotsAreMadeAnewAndNoneIsFreeWhileOnePostMayStillCount() {
        List<Instant> left = new ArrayList<>(send(0, LIMIT));
        assertThat(left).hasSize(LIMIT);
        database.update("delete from CLIQ_SLOT");
        database.update("delete from CLIQ_USER");
        Instant due = due(LIMIT);
        assertThat(due).isAfter(clock.instant().plus(PERIOD));
        clock.pass(PERIOD);
        assertThat(send(LIMIT, 2 * LIMIT)).isEmpty();
        clock.pass(Duration.between(clock.instant(), due.plusSeconds(1)));
        assertThat(send(LIMIT, 2 * LIMIT)).hasSize(20);
    }

    @Test
    void theRowOfABudgetIsMadeAnew() {
        database.update("delete from CLIQ_BUDGET");
        assertThat(send(0, 1)).hasSize(1);
        assertThat(database.queryForList("select CALLS_ from CLIQ_BUDGET", Integer.class))
                .containsExactly(1);
    }
}
