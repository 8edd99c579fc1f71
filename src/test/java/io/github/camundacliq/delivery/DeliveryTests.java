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
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes and one journal, at the moments that no load test meets: around the end of a lease. */
class DeliveryTests {

    /** As many as a user's messages in a minute. */
    private static final int SLOTS = 50;

    /** A minute, and a five hundredth of it for clocks that differ. */
    private static final Duration PERIOD = Duration.ofMillis(60_120);

    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(2);
    private static final Reply ACCEPTED = new Reply(new Outcome.Delivered(Map.of("message_id", "1")), 1);
    private static final Reply CUT = new Reply(new Outcome.Uncertain("the connection broke"), 0);
    private static final Reply THROTTLED =
            new Reply(new Outcome.Throttled("request_limit_exceeded", Optional.empty()), 1);

    private final StubCliq cliq = new StubCliq();
    private final ManualClock clock = new ManualClock();
    private final Connection connection = TestConnections.to(cliq);
    private final JdbcOperations database = TestJournal.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Delivery one = TestJournal.delivery(database, "one", clock);
    private final Delivery two = TestJournal.delivery(database, "two", clock);

    @BeforeEach
    void prepare() {
        one.prepare(connection);
    }

    @AfterEach
    void stop() {
        cliq.close();
    }

    private PostRequest post(String job, OnUncertain onUncertain) {
        return post(connection, job, onUncertain);
    }

    private static PostRequest on(Connection connection, String job) {
        return post(connection, job, OnUncertain.RETRY);
    }

    private static PostRequest post(Connection connection, String job, OnUncertain onUncertain) {
        return post(new Post(connection, new ChatId("1"), new Message.Text("Hello")), job, onUncertain);
    }

    private static PostRequest post(Post post, String job, OnUncertain onUncertain) {
        return new PostRequest(job, post, new Origin(job, "instance", "process", "", "task", ""), onUncertain);
    }

    private Attempt attempt(PostRequest request, Lease lease, Reply reply) {
        return new Attempt(request, lease, reply, clock.instant());
    }

    private static Lease lease(Decision decision) {
        return ((Decision.Send) decision).lease();
    }

    /** A lease of the first node, which is over now, and nothing settled. */
    private Lease lapsed(PostRequest request) {
        Lease lease = lease(one.decide(request));
        clock.pass(LONGER_THAN_A_LEASE);
        return lease;
    }

    private static Outcome outcome(Decision decision) {
        return ((Decision.Over) decision).outcome();
    }

    @Test
    void anAnswerThatComesAfterTheLeaseCountsWhileNobodyElseHasSent() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease lease = lapsed(request);
        assertThat(outcome(two.decide(request))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(one.settle(attempt(request, lease, ACCEPTED)).map(DeliveryTests::outcome))
                .contains(ACCEPTED.outcome());
        assertThat(outcome(two.decide(request))).isEqualTo(ACCEPTED.outcome());
    }

    @Test
    void anAnswerThatComesAfterAnotherNodeHasSentChangesNothing() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease lost = lapsed(request);
        two.decide(request);
        Lease taken = lease(two.decide(request));
        assertThat(one.settle(attempt(request, lost, CUT))).isEmpty();
        assertThat(two.settle(attempt(request, taken, ACCEPTED)).map(DeliveryTests::outcome))
                .contains(ACCEPTED.outcome());
    }

    @Test
    void aCorrectedPostThatHasToWaitIsKnownByItsNewChat() {
        PostRequest wrong = post("job", OnUncertain.RETRY);
        one.settle(
                attempt(wrong, lease(one.decide(wrong)), new Reply(new Outcome.Rejected("chat_not_found", "", ""), 1)));
        one.incidents().reported("job");
        IntStream.range(1, SLOTS).forEach(number -> lease(one.decide(post("job" + number, OnUncertain.RETRY))));
        Post corrected = new Post(connection, new ChatId("2"), new Message.Text("Hello"));
        assertThat(one.decide(post(corrected, "job", OnUncertain.INCIDENT))).isInstanceOf(Decision.NotBefore.class);
        assertThat(jdbc.sql("select CHAT_ || ' ' || ON_UNCERTAIN_ from CLIQ_JOURNAL where KEY_ = 'job'")
                        .query(String.class)
                        .single())
                .isEqualTo("2 INCIDENT");
    }

    @Test
    void connectionsOfOneUserShareItsMessages() {
        Connection other = TestConnections.ofTheUserOf(connection, "team_b");
        two.prepare(other);
        IntStream.range(0, SLOTS)
                .forEach(number -> lease(one.decide(on(number % 2 == 0 ? connection : other, "job" + number))));
        assertThat(two.decide(on(other, "one more"))).isInstanceOf(Decision.NotBefore.class);
    }

    @Test
    void connectionsOfOneUserAreLockedOutTogether() {
        Connection other = TestConnections.ofTheUserOf(connection, "team_b");
        two.prepare(other);
        PostRequest throttled = on(connection, "throttled");
        one.settle(attempt(throttled, lease(one.decide(throttled)), THROTTLED));
        assertThat(two.decide(on(other, "other"))).isInstanceOfSatisfying(Decision.NotBefore.class, later -> assertThat(
                        later.due())
                .isAfterOrEqualTo(clock.instant().plus(connection.limits().lock())));
    }

    @Test
    void filesHaveALimitOfTheirOwn() {
        IntStream.range(0, 20).forEach(number -> lease(one.decide(file("file" + number))));
        assertThat(two.decide(file("one more"))).isInstanceOf(Decision.NotBefore.class);
        assertThat(two.decide(post("text", OnUncertain.RETRY))).isInstanceOf(Decision.Send.class);
    }

    private PostRequest file(String job) {
        Attachment file = new Attachment("a.txt", "text/plain", 0, InputStream::nullInputStream);
        Message message = new Message.Files(List.of(file), List.of());
        return post(new Post(connection, new ChatId("1"), message), job, OnUncertain.RETRY);
    }

    @Test
    void aNodeThatStoodStillForLongDoesNotPostAnyMore() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease lease = lease(one.decide(request));
        clock.pass(Duration.ofSeconds(10));
        Reply reply = one.send(request, new Decision.Send(lease)).reply();
        assertThat(reply.calls()).isZero();
        assertThat(reply.outcome()).isInstanceOf(Outcome.Unavailable.class);
        assertThat(cliq.posts()).isEmpty();
        assertThat(cliq.tokenRequests()).isEmpty();
    }

    @Test
    void aLateAnswerDoesNotFreeTheSlotOfAnother() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease late = lapsed(request);
        Instant taken = clock.instant();
        Lease other = lease(two.decide(post("other", OnUncertain.RETRY)));
        assertThat(other.slot()).isEqualTo(late.slot());
        one.settle(attempt(request, late, new Reply(new Outcome.Unavailable("down", "no connection"), 0)));
        assertThat(freeAgain(other)).isAfter(taken.plus(Duration.ofMinutes(1)));
    }

    private Instant freeAgain(Lease lease) {
        return Instant.ofEpochMilli(jdbc.sql("select BUSY_ from CLIQ_SLOT where BUCKET_ = 'MESSAGES' and NR_ = ?")
                .param(lease.slot())
                .query(Long.class)
                .single());
    }

    @Test
    void aSlotIsFreeOnePeriodAfterTheAnswerHoweverLateThatIsWrittenDown() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease lease = lease(one.decide(request));
        Attempt attempt = attempt(request, lease, ACCEPTED);
        clock.pass(Duration.ofSeconds(7));
        one.settle(attempt);
        assertThat(freeAgain(lease)).isEqualTo(attempt.at().plus(PERIOD));
    }

    @Test
    void aSlotIsFreeOnePeriodAfterARequestThatMayHaveArrived() {
        Lease lease = lease(decide("job"));
        clock.pass(Duration.ofSeconds(7));
        one.settle(attempt(post("job", OnUncertain.RETRY), lease, CUT));
        assertThat(freeAgain(lease)).isEqualTo(clock.instant().plus(PERIOD));
    }

    @Test
    void aSlotIsFreeNoFractionOfAMillisecondTooEarly() {
        Lease lease = lease(decide("job"));
        clock.pass(Duration.ofNanos(1));
        one.settle(attempt(post("job", OnUncertain.RETRY), lease, ACCEPTED));
        assertThat(freeAgain(lease)).isAfterOrEqualTo(clock.instant().plus(PERIOD));
    }

    private static int slot(Decision decision) {
        return lease(decision).slot();
    }

    private Decision decide(String job) {
        return one.decide(post(job, OnUncertain.RETRY));
    }

    /** The post of each slot by its number, {@code sent0} and so on. */
    private List<Decision> sendFromAllSlots() {
        return IntStream.range(0, SLOTS)
                .mapToObj(number -> decide("sent" + number))
                .toList();
    }

    private Instant due(String job) {
        return ((Decision.NotBefore) decide(job)).due();
    }

    private void answer(String job, Decision sent) {
        assertThat(one.settle(attempt(post(job, OnUncertain.RETRY), lease(sent), ACCEPTED)))
                .isPresent();
    }

    @Test
    void whoseTimeHasComeTakesAnySlotThatIsFree() {
        List<Decision> sent = sendFromAllSlots();
        IntStream.range(1, SLOTS).forEach(number -> answer("sent" + number, sent.get(number)));
        List<Instant> promised = IntStream.range(0, SLOTS)
                .mapToObj(number -> due("waiting" + number))
                .toList();
        clock.pass(Duration.between(clock.instant(), promised.get(SLOTS - 1)).plusMillis(20));
        Set<Integer> slots = IntStream.range(0, SLOTS - 1)
                .mapToObj(number -> slot(decide("waiting" + number)))
                .collect(Collectors.toSet());
        assertThat(slots).hasSize(SLOTS - 1).doesNotContain(slot(sent.get(0)));
        assertThat(decide("waiting" + (SLOTS - 1)))
                .as("the one slot that is left is still in use")
                .isInstanceOf(Decision.NotBefore.class);
    }

    /** Else every slot is promised to calls that nobody makes again. */
    @Test
    void aCallWithoutAJobThatIsTooEarlyKeepsNobodyWaiting() {
        IntStream.range(0, SLOTS).forEach(number -> answer("sent" + number, decide("sent" + number)));
        IntStream.range(0, 3 * SLOTS).forEach(number -> due(Origin.withoutJob()));
        clock.pass(PERIOD.plusSeconds(1));
        assertThat(IntStream.range(0, SLOTS).mapToObj(number -> decide(Origin.withoutJob())))
                .allMatch(Decision.Send.class::isInstance);
        assertThat(jdbc.sql("select count(*) from CLIQ_JOURNAL where STATE_ = 'WAITING'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoCouldNotComeForLongIsToldTimesOneAfterTheOther() {
        IntStream.range(0, SLOTS).forEach(number -> answer("sent" + number, decide("sent" + number)));
        IntStream.range(0, 3 * SLOTS).forEach(number -> due("waiting" + number));
        clock.pass(Duration.ofHours(1));
        IntStream.range(0, SLOTS).forEach(number -> slot(decide("waiting" + number)));
        List<Instant> next = IntStream.range(SLOTS, 3 * SLOTS)
                .mapToObj(number -> due("waiting" + number))
                .toList();
        Instant second = next.get(0).plus(PERIOD);
        assertThat(next.subList(0, SLOTS)).allMatch(due -> due.isBefore(second));
        assertThat(next.subList(SLOTS, 2 * SLOTS)).allMatch(due -> !due.isBefore(second));
    }

    @Test
    void aPromiseOfLongAgoIsNoneAndItsPostComesAfterThoseWhoWaitNow() {
        sendFromAllSlots();
        Instant missed = due("late");
        clock.pass(Duration.between(clock.instant(), missed).plus(PERIOD).plusSeconds(6));
        IntStream.range(0, SLOTS).forEach(number -> slot(decide("other" + number)));
        List<Instant> promised = IntStream.range(0, SLOTS)
                .mapToObj(number -> due("waiting" + number))
                .toList();
        assertThat(due("late")).isAfter(Collections.max(promised));
    }

    @Test
    void aPostThatWaitsForItsSlotDoesNotLeaveWhenCliqLocksTheUserOut() {
        List<Decision> sent = sendFromAllSlots();
        IntStream.range(1, SLOTS).forEach(number -> answer("sent" + number, sent.get(number)));
        clock.pass(Duration.between(clock.instant(), due("waiting")));
        Lease lease = lease(decide("waiting"));
        assertThat(lease.notBefore()).isAfter(clock.instant());
        one.settle(attempt(post("sent0", OnUncertain.RETRY), lease(sent.get(0)), THROTTLED));
        Instant lockedUntil = lockedUntil();
        Attempt attempt = one.send(post("waiting", OnUncertain.RETRY), new Decision.Send(lease));
        assertThat(cliq.posts()).isEmpty();
        assertThat(one.settle(attempt)).hasValueSatisfying(next -> assertThat(((Decision.NotBefore) next).due())
                .isEqualTo(lockedUntil));
        assertThat(lockedUntil()).isEqualTo(lockedUntil);
    }

    private Instant lockedUntil() {
        return Instant.ofEpochMilli(jdbc.sql("select LOCKED_UNTIL_ from CLIQ_USER")
                .query(Long.class)
                .single());
    }

    @Test
    void aThrottledPostGoesFirstWhenTheLockIsOver() {
        Decision sent = decide("throttled");
        IntStream.range(1, SLOTS).forEach(number -> answer("sent" + number, decide("sent" + number)));
        IntStream.range(0, 15 * SLOTS).forEach(number -> due("waiting" + number));
        Decision next = one.settle(attempt(post("throttled", OnUncertain.RETRY), lease(sent), THROTTLED))
                .orElseThrow();
        clock.pass(Duration.between(clock.instant(), ((Decision.NotBefore) next).due()));
        assertThat(decide("throttled")).isInstanceOf(Decision.Send.class);
    }

    @Test
    void lockOutsDoNotAllEndAtTheSameMoment() {
        List<Decision> sent = sendFromAllSlots();
        Set<Instant> ends = IntStream.range(0, SLOTS)
                .mapToObj(number -> one.settle(
                                attempt(post("sent" + number, OnUncertain.RETRY), lease(sent.get(number)), THROTTLED))
                        .map(next -> ((Decision.NotBefore) next).due())
                        .orElseThrow())
                .collect(Collectors.toSet());
        Instant earliest = clock.instant().plus(connection.limits().lock());
        assertThat(ends).hasSizeGreaterThan(1).allMatch(end -> !end.isBefore(earliest));
    }

    @Test
    void aThrottleAnswerLocksTheUserOutAlsoWhereTheLeaseWasLost() {
        PostRequest request = post("job", OnUncertain.RETRY);
        Lease lost = lapsed(request);
        two.decide(request);
        lease(two.decide(request));
        assertThat(one.settle(attempt(request, lost, THROTTLED))).isEmpty();
        assertThat(two.decide(post("other", OnUncertain.RETRY)))
                .isInstanceOfSatisfying(Decision.NotBefore.class, waiting -> assertThat(waiting.due())
                        .isAfterOrEqualTo(
                                clock.instant().plus(connection.limits().lock())));
    }

    @Test
    void anOutcomeThatBecameKnownIsNotOverwrittenByWhatTheChatShowed() {
        PostRequest request = post("job", OnUncertain.VERIFY);
        Lease lease = lapsed(request);
        two.decide(request);
        one.settle(attempt(request, lease, ACCEPTED));
        assertThat(two.sighted(request, new Sighting.Absent())).isInstanceOf(Decision.NotBefore.class);
        assertThat(outcome(two.decide(request))).isEqualTo(ACCEPTED.outcome());
    }

    @Test
    void anAnswerThatKnowsNothingOverwritesNothing() {
        PostRequest request = post("job", OnUncertain.VERIFY);
        Lease late = lapsed(request);
        two.decide(request);
        Outcome found = outcome(two.sighted(request, new Sighting.Found()));
        assertThat(found).isInstanceOf(Outcome.Delivered.class);
        assertThat(one.settle(attempt(request, late, CUT))).isEmpty();
        assertThat(outcome(two.decide(request))).isEqualTo(found);
    }

    @Test
    void anAnswerThatKnowsNothingDoesNotUndoWhatAnOperatorDecided() {
        PostRequest request = post("job", OnUncertain.INCIDENT);
        Lease late = lapsed(request);
        assertThat(outcome(two.decide(request))).isInstanceOf(Outcome.Uncertain.class);
        two.incidents().reported("job");
        assertThat(one.settle(attempt(request, late, CUT))).isEmpty();
        assertThat(two.decide(request)).isInstanceOf(Decision.Send.class);
    }

    /** As where a commit took effect, and nobody was told. */
    @Test
    void whatIsWrittenDownTwiceCountsOnce() {
        Connection limited = TestConnections.withExternalCalls(connection, "3/1d");
        one.prepare(limited);
        Attempt posted = attempt(on(limited, "posted"), lease(one.decide(on(limited, "posted"))), ACCEPTED);
        Attempt cut = attempt(on(limited, "cut"), lease(one.decide(on(limited, "cut"))), CUT);
        List.of(posted, cut, posted, cut).forEach(one::settle);
        assertThat(jdbc.sql("select CALLS_ from CLIQ_JOURNAL order by KEY_")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1);
        assertThat(jdbc.sql("select CALLS_ from CLIQ_BUDGET")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aCallCountedBeforeMidnightIsNotGivenBackAfterIt() {
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        Connection limited = TestConnections.withExternalCalls(connection, "1000/1d");
        one.prepare(limited);
        clock.pass(Duration.between(clock.instant(), midnight).minusMillis(60_110));
        List<Decision> sent = sendFromAllSlots();
        clock.pass(Duration.ofMillis(50));
        IntStream.range(0, SLOTS).forEach(number -> answer("sent" + number, sent.get(number)));
        PostRequest waiting = on(limited, "waiting");
        Instant due = ((Decision.NotBefore) one.decide(waiting)).due();
        clock.pass(Duration.between(clock.instant(), due));
        Lease early = lease(one.decide(waiting));
        assertThat(midnight).isAfter(due).isBefore(early.notBefore());
        clock.pass(Duration.ofMillis(100));
        lease(one.decide(on(limited, "next day")));
        one.settle(attempt(waiting, early, new Reply(new Outcome.Unavailable("down", "no connection"), 0)));
        assertThat(jdbc.sql("select CALLS_ from CLIQ_BUDGET")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aTwinThatLeftEarlierAndArrivedLaterIsNotTakenForTheMessage() {
        PostRequest twin = post("twin", OnUncertain.VERIFY);
        Lease twins = lease(one.decide(twin));
        clock.pass(Duration.ofSeconds(8));
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(Duration.ofSeconds(7));
        one.settle(attempt(twin, twins, ACCEPTED));
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request)).isEqualTo(new Sighting.Absent());
    }

    @Test
    void aTwinThatMayNotBeVisibleYetIsNotCounted() {
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        PostRequest twin = post("twin", OnUncertain.VERIFY);
        one.settle(attempt(twin, lease(one.decide(twin)), ACCEPTED));
        assertThat(sightingOfOne(request)).isInstanceOf(Sighting.Unclear.class);
    }

    @Test
    void aTwinThatIsCertainlyShownIsCounted() {
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        PostRequest twin = post("twin", OnUncertain.VERIFY);
        one.settle(attempt(twin, lease(one.decide(twin)), ACCEPTED));
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request)).isEqualTo(new Sighting.Absent());
    }

    @ParameterizedTest
    @FieldSource("KNOWN")
    void aTwinOfTwoAttemptsMayHaveLeftOneMessageMore(Reply second) {
        PostRequest twin = post("twin", OnUncertain.RETRY);
        one.settle(attempt(twin, lease(one.decide(twin)), CUT));
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        one.settle(attempt(twin, lease(one.decide(twin)), second));
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request)).isInstanceOf(Sighting.Unclear.class);
    }

    static final List<Reply> KNOWN = List.of(ACCEPTED, new Reply(new Outcome.Unavailable("down", "no connection"), 0));

    @Test
    void aTwinThatWaitsAfterAnUnknownOutcomeMayBeTheOneThatIsShown() {
        PostRequest twin = post("twin", OnUncertain.RETRY);
        one.settle(attempt(twin, lease(one.decide(twin)), CUT));
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        jdbc.sql("update CLIQ_JOURNAL set STATE_ = 'WAITING' where KEY_ = 'twin'")
                .update();
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request)).isInstanceOf(Sighting.Unclear.class);
    }

    /** A text with the time in it is another one in each run. */
    @Test
    void whatHasLeftIsLookedForThoughTheTaskSaysSomethingElseByNow() {
        PostRequest request = cut();
        Post changed = new Post(connection, new ChatId("2"), new Message.Text("Hello again"));
        assertThat(sightingOfOne(post(changed, request.key(), OnUncertain.VERIFY)))
                .isEqualTo(new Sighting.Found());
        assertThat(cliq.posts()).singleElement().satisfies(read -> assertThat(read.path())
                .contains("/chats/1/messages"));
    }

    @Test
    void aPromiseOfAnotherUsersSlotIsNone() {
        IntStream.range(0, SLOTS).forEach(number -> lease(one.decide(post("job" + number, OnUncertain.RETRY))));
        assertThat(one.decide(post("waiting", OnUncertain.RETRY))).isInstanceOf(Decision.NotBefore.class);
        Connection other = TestConnections.named("other");
        one.prepare(other);
        assertThat(one.decide(on(other, "waiting"))).isInstanceOf(Decision.Send.class);
    }

    @Test
    void aPromiseForATextIsNoneForFiles() {
        sendFromAllSlots();
        assertThat(decide("waiting")).isInstanceOf(Decision.NotBefore.class);
        assertThat(one.decide(file("waiting"))).isInstanceOf(Decision.Send.class);
    }

    @Test
    void aTwinOfLongAgoIsNone() {
        PostRequest twin = post("twin", OnUncertain.VERIFY);
        one.settle(attempt(twin, lease(one.decide(twin)), ACCEPTED));
        clock.pass(Duration.ofMinutes(1));
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request)).isEqualTo(new Sighting.Found());
    }

    /** One whose answer never came, at the time when its chat can be read. */
    private PostRequest cut() {
        PostRequest request = post("job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        return request;
    }

    /** So many of them. */
    private List<PostRequest> cut(int count) {
        List<PostRequest> uncertain = IntStream.range(0, count)
                .mapToObj(number -> post("job" + number, OnUncertain.VERIFY))
                .toList();
        uncertain.forEach(request -> one.settle(attempt(request, lease(one.decide(request)), CUT)));
        clock.pass(TestJournal.VISIBLE);
        return uncertain;
    }

    private void assertNoReadingIsLeft(PostRequest request) {
        assertThat(two.decide(request))
                .isInstanceOfSatisfying(Decision.NotBefore.class, later -> assertThat(later.reason())
                        .contains("no more chats be read back"));
    }

    private Sighting look(PostRequest request) {
        return one.look(request, (Decision.Verify) one.decide(request));
    }

    private Instant due(PostRequest request, Sighting sighting) {
        return ((Decision.NotBefore) one.sighted(request, sighting)).due();
    }

    @Test
    void aChatThatCannotBeReadNowIsReadAgainForAnHour() {
        PostRequest request = cut();
        cliq.always(StubCliq.Answer.of(502, "<html/>"));
        Sighting sighting = look(request);
        assertThat(sighting).isEqualTo(new Sighting.NotNow());
        assertThat(due(request, sighting)).isEqualTo(clock.instant().plusSeconds(30));
        clock.pass(Duration.ofMinutes(40));
        assertThat(look(request)).isEqualTo(new Sighting.NotNow());
        clock.pass(Duration.ofMinutes(40));
        assertThat(look(request)).isInstanceOf(Sighting.Unclear.class);
        assertThat(cliq.posts()).hasSize(3);
    }

    @Test
    void noMoreChatsAreReadBackInAMinuteThanCliqAllows() {
        List<PostRequest> uncertain = cut(16);
        assertThat(uncertain.subList(0, 15))
                .allSatisfy(request -> assertThat(one.decide(request)).isInstanceOf(Decision.Verify.class));
        assertNoReadingIsLeft(uncertain.get(15));
    }

    /** The JDK's client has asked twice then. */
    @Test
    void aReadingThatFailedCountsAsTwo() {
        List<PostRequest> uncertain = cut(8);
        uncertain.forEach(request -> {
            assertThat(one.decide(request)).isInstanceOf(Decision.Verify.class);
            assertThat(one.sighted(request, new Sighting.NotNow())).isInstanceOf(Decision.NotBefore.class);
        });
        assertNoReadingIsLeft(uncertain.get(0));
    }

    @Test
    void aThrottleAnswerToAReadingLocksTheUserOut() {
        PostRequest request = cut();
        cliq.always(StubCliq.Answer.error(400, "request_limit_exceeded"));
        Instant due = due(request, look(request));
        assertThat(due)
                .isAfterOrEqualTo(clock.instant().plus(connection.limits().lock()));
        assertThat(two.decide(post("other", OnUncertain.RETRY)))
                .isInstanceOfSatisfying(Decision.NotBefore.class, waiting -> assertThat(waiting.due())
                        .isEqualTo(due));
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aTokenThatWasRefusedIsReplacedBeforeTheChatIsReadAgain() {
        assertThat(sightingOfOne(cut())).isEqualTo(new Sighting.Found());
        clock.pass(Duration.ofMinutes(2));
        PostRequest request = post("later", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(look(request)).isEqualTo(new Sighting.NotNow());
        assertThat(cliq.posts()).hasSize(2);
        assertThat(look(request)).isEqualTo(new Sighting.Found());
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void aChatThatMayNotBeReadDecidesNothing() {
        PostRequest request = cut();
        cliq.always(StubCliq.Answer.error(403, "oauthtoken_scope_invalid"));
        assertThat(outcome(one.sighted(request, look(request))).toString())
                .contains("could not tell: the connection lacks the scope ZohoCliq.Messages.READ");
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aRepetitionWithANewTokenWaitsForASlotOfItsOwn() {
        IntStream.range(1, SLOTS).forEach(number -> lease(one.decide(post("job" + number, OnUncertain.RETRY))));
        PostRequest request = post("job", OnUncertain.RETRY);
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(request)).isInstanceOf(Decision.Repeat.class);
        assertThat(one.decide(request)).isInstanceOf(Decision.NotBefore.class);
        assertThat(cliq.posts()).hasSize(1);
        clock.pass(LONGER_THAN_A_LEASE);
        assertThat(outcome(sent(request))).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).hasSize(2);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @Test
    void aRepetitionWithANewTokenIsACallOfItsOwn() {
        PostRequest request = ofOneCallADay();
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(request)).isInstanceOf(Decision.Repeat.class);
        assertThat(one.decide(request))
                .isInstanceOfSatisfying(Decision.NotBefore.class, waiting -> assertThat(waiting.reason())
                        .contains("external calls"));
        clock.pass(Duration.ofDays(1));
        assertThat(outcome(sent(request))).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void aSecondRefusedTokenIsTheEndAlsoOnAnotherNodeAndAfterAWait() {
        PostRequest request = ofOneCallADay();
        cliq.always(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(request)).isInstanceOf(Decision.Repeat.class);
        assertThat(two.decide(request)).isInstanceOf(Decision.NotBefore.class);
        clock.pass(Duration.ofDays(1));
        assertThat(outcome(sent(two, request))).isInstanceOf(Outcome.Rejected.class);
        assertThat(cliq.posts()).hasSize(2);
        assertThat(jdbc.sql("select CALLS_ from CLIQ_JOURNAL where KEY_ = 'job'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aSecondRefusedTokenIsTheEndThoughAnotherPostsRefusalCameFirst() {
        PostRequest request = post("job", OnUncertain.RETRY);
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(request)).isInstanceOf(Decision.Repeat.class);
        cliq.next(repetition -> {
            cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
            assertThat(sent(post("other", OnUncertain.RETRY))).isInstanceOf(Decision.Repeat.class);
            return StubCliq.Answer.error(401, "oauthtoken_invalid");
        });
        assertThat(outcome(sent(request))).isInstanceOf(Outcome.Rejected.class);
        assertThat(cliq.posts()).hasSize(3);
        assertThat(cliq.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"500, operation_failed", "404, chat_not_found"})
    void anAttemptInVainDoesNotHideThatAnEarlierOneMayHaveArrived(int status, String code) {
        PostRequest request = post("job", OnUncertain.RETRY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        one.settle(attempt(request, lease(one.decide(request)), THROTTLED));
        clock.pass(Duration.ofMinutes(15));
        cliq.next(StubCliq.Answer.error(status, code));
        assertThat(outcome(sent(request)))
                .matches(Outcome::leavesDoubt)
                .asString()
                .contains(code);
        one.incidents().reported("job");
        cliq.next(StubCliq.Answer.error(status, code));
        assertThat(outcome(sent(two, request))).matches(Outcome::leavesDoubt);
        one.incidents().reported("job");
        assertThat(outcome(sent(request))).isEqualTo(new Outcome.Delivered(Map.of()));
    }

    @Test
    void whatIsNotInTheChatLeavesNoDoubt() {
        PostRequest request = cut();
        assertThat(one.sighted(request, new Sighting.Absent())).isInstanceOf(Decision.Over.class);
        cliq.next(StubCliq.Answer.error(500, "operation_failed"));
        assertThat(outcome(sent(request)))
                .isInstanceOf(Outcome.Unavailable.class)
                .matches(outcome -> !outcome.leavesDoubt());
    }

    @Test
    void whatIsNotInTheChatKeepsTheDoubtAboutAnEarlierAttempt() {
        PostRequest request = cut();
        assertThat(one.sighted(request, new Sighting.Unclear("no scope"))).isInstanceOf(Decision.Over.class);
        assertThat(jdbc.sql("select ANSWER_ from CLIQ_JOURNAL where KEY_ = 'job'")
                        .query(String.class)
                        .single())
                .contains("no scope");
        one.incidents().reported("job");
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        assertThat(outcome(one.sighted(request, new Sighting.Absent())))
                .isInstanceOf(Outcome.Unavailable.class)
                .matches(Outcome::leavesDoubt);
    }

    @Test
    void anotherNodesOldTokenIsNotTakenForTheNewOne() {
        assertThat(outcome(sent(two, post("earlier", OnUncertain.RETRY)))).isInstanceOf(Outcome.Delivered.class);
        clock.pass(Duration.ofMinutes(1));
        PostRequest request = post("job", OnUncertain.RETRY);
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(request)).isInstanceOf(Decision.Repeat.class);
        cliq.next(StubCliq.Answer.error(401, "oauthtoken_invalid"));
        assertThat(sent(two, request)).isInstanceOf(Decision.Repeat.class);
        assertThat(outcome(sent(two, request))).isInstanceOf(Outcome.Delivered.class);
        assertThat(cliq.posts()).hasSize(4);
        assertThat(cliq.tokenRequests()).hasSize(3);
    }

    private PostRequest ofOneCallADay() {
        PostRequest request = on(TestConnections.withExternalCalls(connection, "1/1d"), "job");
        one.prepare(request.post().connection());
        return request;
    }

    private Decision sent(PostRequest request) {
        return sent(one, request);
    }

    /** What follows from a post of a node. */
    private static Decision sent(Delivery node, PostRequest request) {
        Decision.Send decided = (Decision.Send) node.decide(request);
        return node.settle(node.send(request, decided)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a & b <c>       | a &amp; b &lt;c&gt;
                    it's            | it&#39;s
                    *bold* _x_ `y`  | bold x y
                    caf\u00e9        | cafe\u0301
                    two\u00a0words   | two words
                    none\u200bseen   | noneseen
                    """)
    void aPostIsFoundHoweverItsChatShowsIt(String sent, String shown) {
        PostRequest request =
                post(new Post(connection, new ChatId("1"), new Message.Text(sent)), "job", OnUncertain.VERIFY);
        one.settle(attempt(request, lease(one.decide(request)), CUT));
        clock.pass(TestJournal.VISIBLE);
        assertThat(sightingOfOne(request, shown)).isEqualTo(new Sighting.Found());
    }

    @Test
    void aPostIsNotFoundInAMessageThatSaysSomethingElse() {
        PostRequest request = cut();
        assertThat(sightingOfOne(request, "Hello!")).isEqualTo(new Sighting.Absent());
    }

    /** What follows from a chat that shows one message with the text. */
    private Sighting sightingOfOne(PostRequest request) {
        return sightingOfOne(request, "Hello");
    }

    private Sighting sightingOfOne(PostRequest request, String text) {
        cliq.always(StubCliq.Answer.of(
                200,
                "{\"data\":[{\"sender\":{\"id\":\"team_a\"},\"type\":\"text\",\"content\":{\"text\":\"" + text
                        + "\"}}]}"));
        return look(request);
    }
}
