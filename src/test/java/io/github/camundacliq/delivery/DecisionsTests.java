package io.github.camundacliq.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.client.Reply;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.ManualClock;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestConnections;
import io.github.camundacliq.testing.TestJournal;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcOperations;

/** Posts that share a transaction fare as if each had had its own. */
class DecisionsTests {

    private static final Attachment REPORT =
            new Attachment("report.txt", "text/plain", 0, InputStream::nullInputStream);
    private static final Outcome DOWN = new Outcome.Unavailable("down", "no connection");
    private static final Reply ACCEPTED = new Reply(new Outcome.Delivered(Map.of()), 1);
    private static final Reply THROTTLED =
            new Reply(new Outcome.Throttled("request_limit_exceeded", Optional.of(Duration.ofMinutes(3))), 1);

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final Connection connection = TestConnections.to(cliq);
    private final Delivery together = delivery(TestJournal.create());
    private final Delivery apart = delivery(TestJournal.create());

    private Delivery delivery(JdbcOperations database) {
        Delivery delivery = TestJournal.delivery(database, "node", clock);
        delivery.prepare(connection);
        return delivery;
    }

    @AfterEach
    void stop() {
        cliq.close();
    }

    private PostRequest post(int number) {
        String job = "job" + number;
        Post post = new Post(connection, new ChatId("1"), new Message.Text("Message " + number));
        return new PostRequest(job, post, new Origin(job, "instance", "process", "", "task", ""), OnUncertain.RETRY);
    }

    private List<PostRequest> posts(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::post).toList();
    }

    private List<Decision> decideTogether(List<PostRequest> posts) {
        Decisions decisions = together.decisions(posts);
        List<Decision> all =
                new ArrayList<>(posts.stream().map(decisions::about).toList());
        decisions.write();
        return all;
    }

    private List<Decision> decideBoth(List<PostRequest> posts) {
        List<Decision> each = posts.stream().map(apart::decide).toList();
        assertThat(decideTogether(posts)).isEqualTo(each);
        return each;
    }

    private static Attempt answered(PostRequest request, Decision decision, Reply reply, ManualClock clock) {
        return new Attempt(request, ((Decision.Send) decision).lease(), reply, clock.instant());
    }

    @Test
    void theyGetTheSameSlotsAndTimes() {
        List<Decision> all = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            all.addAll(decideBoth(posts(16 * group, 16 * (group + 1))));
            clock.pass(Duration.ofMillis(7));
        }
        assertThat(all.stream().filter(Decision.Send.class::isInstance)).hasSize(50);
        assertThat(all.stream().filter(Decision.NotBefore.class::isInstance)).hasSize(110);
    }

    @Test
    void thoseWhoWaitedGetTheSameSlotsAndTimes() {
        List<Decision> sent = new ArrayList<>(decideBoth(posts(0, 50)));
        decideBoth(posts(50, 140));
        for (int number = 0; number < 50; number++) {
            Attempt answered = answered(post(number), sent.get(number), ACCEPTED, clock);
            apart.settle(List.of(answered));
            together.settle(List.of(answered));
            clock.pass(Duration.ofMillis(3));
        }
        clock.pass(Duration.ofSeconds(60));
        decideBoth(posts(50, 100));
        List<Decision> next = decideBoth(posts(100, 160));
        assertThat(next).allMatch(Decision.NotBefore.class::isInstance);
    }

    @Test
    void eachGetsWhatFollowsFromItsOwnAnswer() {
        List<PostRequest> posts = posts(0, 4);
        List<Decision> sent = decideTogether(posts);
        Lease lost = new Lease("another node", clock.instant(), clock.instant(), 3, Optional.empty(), false);
        List<Optional<Decision>> next = together.settle(List.of(
                answered(posts.get(0), sent.get(0), ACCEPTED, clock),
                answered(posts.get(1), sent.get(1), THROTTLED, clock),
                answered(posts.get(2), sent.get(2), ACCEPTED, clock),
                new Attempt(posts.get(3), lost, ACCEPTED, clock.instant())));
        assertThat(next.get(0)).contains(new Decision.Over(ACCEPTED.outcome()));
        assertThat(next.get(1)).containsInstanceOf(Decision.NotBefore.class);
        assertThat(next.get(2)).contains(new Decision.Over(ACCEPTED.outcome()));
        assertThat(next.get(3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoRunsOfOneJobSendOnce(boolean known) {
        PostRequest request = post(1);
        if (known) {
            together.settle(List.of(answered(request, together.decide(request), new Reply(DOWN, 0), clock)));
        }
        List<Decision> both = decideTogether(List.of(request, request));
        assertThat(both.get(0)).isInstanceOf(Decision.Send.class);
        assertThat(both.get(1)).isInstanceOfSatisfying(Decision.NotBefore.class, waiting -> assertThat(waiting.due())
                .isEqualTo(((Decision.Send) both.get(0)).lease().end()));
    }

    @Test
    void aTextAndFilesAreCountedApart() {
        List<PostRequest> texts = posts(0, 2);
        PostRequest files = new PostRequest(
                "files",
                new Post(connection, new ChatId("1"), new Message.Files(List.of(REPORT), List.of())),
                texts.get(0).origin(),
                OnUncertain.RETRY);
        List<Decision> sent = decideTogether(List.of(texts.get(0), files, texts.get(1)));
        assertThat(sent)
                .extracting(decision -> ((Decision.Send) decision).lease().slot())
                .containsExactly(0, 0, 1);
    }
}
