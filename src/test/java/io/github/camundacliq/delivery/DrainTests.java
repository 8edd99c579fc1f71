package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
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

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LIMIT = 50;
    private static final int BURST = 1000;
    private static final Reply ACCEPTED = new Reply(new Outcome.Delivered(Map.of()), 1);

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final Connection connection = TestConnections.to(cliq);
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

    /** Two decisions are the least; where the queue is slower than was promised, each node tells one more time. */
    @ParameterizedTest(name = "Cliq takes {0} ms, {1} node(s)")
    @CsvSource({"0, 1", "300, 1", "5000, 1", "300, 2"})
    void doesNotLookForAPlaceMoreOftenTheLongerTheQueueIs(long latencyMillis, int nodes) {
        Duration latency = Duration.ofMillis(latencyMillis);
        drain(latency, IntStream.range(0, nodes).mapToObj(this::node).toList());
        assertThat(sent).hasSize(BURST);
        assertThat(mostWithinAMinute(sent)).isLessThanOrEqualTo(LIMIT);
        assertThat(mostWithinAMinute(answered)).isLessThanOrEqualTo(LIMIT);
        assertThat(decisions).isLessThanOrEqualTo((2 + nodes) * BURST);
        assertThat(Duration.between(sent.get(0), sent.get(BURST - 1)).toMillis())
                .isLessThanOrEqualTo(MINUTE.plus(latency).toMillis() * (BURST / LIMIT) * 102 / 100);
    }

    private Delivery node(int number) {
        Delivery node = TestJournal.delivery(database, "node" + number, clock);
        node.prepare(connection);
        return node;
    }

    /** The first ones come over a minute, so that their places get free one after the other; then the others all at once. */
    private void drain(Duration latency, List<Delivery> nodes) {
        Instant begin = clock.instant();
        for (int number = 0; number < BURST; number++) {
            PostRequest post = post(number);
            Delivery node = nodes.get(number % nodes.size());
            Duration wait = MINUTE.dividedBy(LIMIT).multipliedBy(Math.min(number, LIMIT));
            events.add(new Event(begin.plus(wait), () -> come(post, node, latency)));
        }
        for (Event next = events.poll(); next != null; next = events.poll()) {
            clock.pass(Duration.between(clock.instant(), next.at()));
            next.happens().run();
        }
    }

    private PostRequest post(int number) {
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
            events.add(new Event(end, () -> node.settle(post, send.lease(), new Answer(ACCEPTED, end))));
        }
    }

    private static long mostWithinAMinute(List<Instant> requests) {
        return requests.stream()
                .mapToLong(first -> requests.stream()
                        .filter(other -> !other.isBefore(first) && other.isBefore(first.plus(MINUTE)))
                        .count())
                .max()
                .orElse(0);
    }
}
