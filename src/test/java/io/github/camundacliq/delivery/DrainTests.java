package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcOperations;

/** A burst against Cliq's limit from its first post to its last, in a time of its own: every post comes when it was told to. */
class DrainTests {

    private static final int BURST = 1000;
    private static final Reply ACCEPTED = new Reply(new Outcome.Delivered(Map.of()), 1);

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final JdbcOperations database = TestJournal.create();
    private final Queue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final List<Instant> sent = new ArrayList<>();
    private final List<Instant> answered = new ArrayList<>();
    private int decisions;

    private record Event(Instant at, Runnable happens) {}

    @AfterEach
    void stop() {
        cliq.close();
    }

    /**
     * Two decisions are the least; where the queue is slower than was promised, each node tells one more time, or where it is
     * much slower, more.
     */
    @ParameterizedTest(name = "{0}, Cliq takes {1} ms, {2} node(s), at once {4}")
    @CsvSource({
        "50/1m, 0, 1, 3, false",
        "50/1m, 300, 1, 3, false",
        "50/1m, 300, 2, 4, false",
        "50/1m, 5000, 1, 4, false",
        "50/1m, 20000, 1, 5, true",
        "4/10s, 5000, 1, 6, true"
    })
    void doesNotLookForASlotMoreOftenTheLongerTheQueueIsNorLeavesOneEmpty(
            Rate limit, long latencyMillis, int nodes, int mostDecisions, boolean atOnce) {
        Connection connection = TestConnections.withMessages(TestConnections.to(cliq), limit);
        Duration latency = Duration.ofMillis(latencyMillis);
        List<Delivery> all = IntStream.range(0, nodes)
                .mapToObj(number -> node(number, connection))
                .toList();
        drain(connection, latency, all, atOnce ? 0 : limit.permits());
        assertThat(sent).hasSize(BURST);
        assertThat(mostWithin(limit.period(), sent)).isLessThanOrEqualTo(limit.permits());
        assertThat(mostWithin(limit.period(), answered)).isLessThanOrEqualTo(limit.permits());
        assertThat(decisions).isLessThanOrEqualTo(mostDecisions * BURST);
        assertThat(Duration.between(sent.get(0), sent.get(BURST - 1)).toMillis())
                .isLessThanOrEqualTo(limit.period().plus(latency).toMillis() * (BURST / limit.permits()) * 102 / 100);
    }

    private Delivery node(int number, Connection connection) {
        Delivery node = TestJournal.delivery(database, "node" + number, clock);
        node.prepare(connection);
        return node;
    }

    /** The first ones may come over a period, so that their slots get free one after the other; the others all at once. */
    private void drain(Connection connection, Duration latency, List<Delivery> nodes, int oneByOne) {
        Rate limit = connection.limits().messages();
        Instant begin = clock.instant();
        for (int number = 0; number < BURST; number++) {
            PostRequest post = post(connection, number);
            Delivery node = nodes.get(number % nodes.size());
            Duration wait = limit.period().dividedBy(limit.permits()).multipliedBy(Math.min(number, oneByOne));
            events.add(new Event(begin.plus(wait), () -> come(post, node, latency)));
        }
        for (Event next = events.poll(); next != null; next = events.poll()) {
            clock.pass(Duration.between(clock.instant(), next.at()));
            next.happens().run();
        }
    }

    private static PostRequest post(Connection connection, int number) {
        String job = "job" + number;
        Post post = new Post(connection, new ChatId("1"), new Message.Text("Message " + number));
        return new PostRequest(job, post, new Origin(job, "instance", "process", "", "task", ""), OnUncertain.RETRY);
    }

    private void come(PostRequest post, Delivery node, Duration latency) {
        decisions++;
        Decision decision = node.decide(post);
        if (decision instanceof Decision.NotBefore later) {
            events.add(new Event(later.due(), () -> come(post, node, latency)));
        } else if (decision instanceof Decision.Send send) {
            Instant end = send.lease().notBefore().plus(latency);
            sent.add(send.lease().notBefore());
            answered.add(end);
            events.add(new Event(end, () -> node.settle(new Attempt(post, send.lease(), ACCEPTED, end))));
        }
    }

    private static long mostWithin(Duration period, List<Instant> requests) {
        return requests.stream()
                .mapToLong(first -> requests.stream()
                        .filter(other -> !other.isBefore(first) && other.isBefore(first.plus(period)))
                        .count())
                .max()
                .orElse(0);
    }
}
