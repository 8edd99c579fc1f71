package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Rate;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole queue at a Cliq that is as slow as a test wants, in a time that passes from one event to the next. */
class QueueTests {

    private static final Reply ACCEPTED = new Reply(new Outcome.Delivered(Map.of("message_id", "1")), 1);

    private final ManualClock clock = new ManualClock();
    private final Delivery delivery = TestJournal.delivery(TestJournal.create(), "one", clock);
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final List<Instant> arrivals = new ArrayList<>();
    private int asked;

    /** A post asks for its turn, or it has been answered. */
    private record Event(Instant at, PostRequest request, Optional<Lease> answered) {}

    @ParameterizedTest
    @CsvSource({"2/10s, 40, 100ms", "2/10s, 40, 5s", "2/10s, 40, 20s", "50/1m, 300, 1s", "50/1m, 300, 20s"})
    void usesEveryPlaceHoweverSlowCliqIs(String limit, int posts, String latency) {
        Connection connection = TestConnections.withMessages(TestConnections.named("team_a"), limit);
        Duration answer = Rate.valueOf("1/" + latency).period();
        Rate rate = Rate.valueOf(limit);
        delivery.prepare(connection);
        Instant start = clock.instant();
        IntStream.range(0, posts)
                .mapToObj(number -> request(connection, "job" + number))
                .forEach(request -> events.add(new Event(start, request, Optional.empty())));

        while (!events.isEmpty()) {
            follow(events.remove(), answer);
        }

        int rounds = (posts - 1) / rate.permits();
        Duration least = rate.period().plus(answer).multipliedBy(rounds).plus(answer);
        assertThat(arrivals).hasSize(posts);
        assertThat(Duration.between(start, clock.instant()))
                .isBetween(least, least.multipliedBy(103).dividedBy(100));
        assertThat(asked).isLessThan(6 * posts);
        IntStream.range(rate.permits(), posts)
                .forEach(last -> assertThat(Duration.between(arrivals.get(last - rate.permits()), arrivals.get(last)))
                        .isGreaterThan(rate.period()));
    }

    private static PostRequest request(Connection connection, String job) {
        Post post = new Post(connection, new ChatId("1"), new Message.Text("Hello"));
        return new PostRequest(job, post, new Origin(job, "instance", "process", "", "task", ""), OnUncertain.RETRY);
    }

    private void follow(Event event, Duration latency) {
        clock.pass(Duration.between(clock.instant(), event.at()));
        if (event.answered().isPresent()) {
            arrivals.add(clock.instant());
            delivery.settle(event.request(), event.answered().get(), new Answer(ACCEPTED, clock.instant()));
            return;
        }
        asked++;
        Decision decision = delivery.decide(event.request());
        if (decision instanceof Decision.Send send) {
            Instant answered = send.lease().notBefore().plus(latency);
            events.add(new Event(answered, event.request(), Optional.of(send.lease())));
        } else {
            Instant due = ((Decision.NotBefore) decision).due();
            events.add(new Event(due, event.request(), Optional.empty()));
        }
    }
}
