package io.github.camundacliq.delivery;

import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.client.Reading;
import io.github.camundacliq.client.SeenMessage;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.message.ChatId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a post in its chat, by sender, text and time. */
final class Verification {

    /** How far this machine's clock and Cliq's may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /** After that a person has to decide, who needs to know in time. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration WIDER = Duration.ofMinutes(1);

    private static final String NO_ANSWER = "no trustworthy answer came, and ";

    private final ReadBack readBack;
    private final JdbcClient jdbc;
    private final Duration visibleAfter;
    private final Clock clock;

    /** @param visibleAfter how long after a post it can be read back at the latest */
    Verification(ReadBack readBack, JdbcClient jdbc, Duration visibleAfter, Clock clock) {
        this.readBack = readBack;
        this.jdbc = jdbc;
        this.visibleAfter = visibleAfter;
        this.clock = clock;
    }

    /**
     * Whether the chat shows the post.
     *
     * <p>It shows it if it has more messages of this user with this text than the journal knows to have been delivered
     * in that time. Only where there are such twins does it read more than the time in question, so that they are in
     * it for certain: a chat that is busy shows no more than its newest messages of a time. A message with the text of a
     * sender who may or may not be this user decides nothing, nor does one that may be a twin's. While Cliq is away it is
     * asked again, for an hour.
     */
    Sighting look(PostRequest request, Decision.Verify verify) {
        if (verify.post().fingerprint().isEmpty()) {
            return cannotTell("the message has no text to look for");
        }
        Instant now = clock.instant();
        boolean alone = !twins(request, verify, verify.sent()).any();
        Instant from = alone ? verify.sent() : verify.sent().minus(WIDER);
        Instant to = alone ? earlier(now, verify.settled().plus(CLOCKS)) : now;
        ChatId chat = new ChatId(verify.post().chat());
        Reading reading = readBack.messages(request.post().connection(), chat, from.minus(CLOCKS), to);
        if (reading instanceof Reading.Messages messages) {
            return look(request, verify, messages.all(), from);
        }
        if (reading instanceof Reading.Unknowable unknowable) {
            return cannotTell(unknowable.reason());
        }
        if (now.isAfter(verify.settled().plus(LONGEST))) {
            return cannotTell("Cliq gave no answer for " + LONGEST.toMinutes() + " minutes");
        }
        return reading instanceof Reading.Throttled throttled
                ? new Sighting.Throttled(throttled.retryAfter())
                : new Sighting.NotNow();
    }

    private Sighting look(PostRequest request, Decision.Verify verify, List<SeenMessage> all, Instant from) {
        long anybodys = Fingerprint.count(all, verify.post());
        if (anybodys == 0) {
            return new Sighting.Absent();
        }
        String user = verify.post().user();
        List<SeenMessage> own = all.stream()
                .filter(message -> user.equals(message.senderId()) || user.equals(message.senderName()))
                .toList();
        long ours = Fingerprint.count(own, verify.post());
        if (ours == 0) {
            return otherSender(request.post().connection());
        }
        Twins twins = twins(request, verify, from);
        if (twins.unknown() > 0) {
            return cannotTell("another post with the same text may be the one that it shows");
        }
        return ours > twins.shown() ? new Sighting.Found() : new Sighting.Absent();
    }

    private static Sighting cannotTell(String reason) {
        return new Sighting.Unclear(NO_ANSWER + "reading the chat back could not tell: " + reason);
    }

    private static Sighting otherSender(Connection connection) {
        return new Sighting.Unclear(NO_ANSWER + "the chat shows the text only from senders other than '"
                + connection.user() + "'. If one of them is this connection's user, set cliq.connections."
                + connection.linkName() + ".user to the id or the name that the chat shows");
    }

    /** Cliq's clock may be ahead: a message of a little earlier than the time read may show in it, too. */
    private Twins twins(PostRequest request, Decision.Verify verify, Instant from) {
        Instant earliest = from.minus(CLOCKS).minus(CLOCKS);
        return Twins.of(
                request.key(), verify.post(), earliest, from, clock.instant().minus(visibleAfter), jdbc);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
