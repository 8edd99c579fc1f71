package io.github.camundacliq.delivery;

import io.github.camundacliq.client.ReadBack;
import io.github.camundacliq.client.SeenMessage;
import io.github.camundacliq.connection.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks for a post in its chat, by sender, text and time. */
final class Verification {

    /** How far this machine's clock and Cliq's may differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final ReadBack readBack;
    private final Journal journal;
    private final Clock clock;

    Verification(ReadBack readBack, Journal journal, Clock clock) {
        this.readBack = readBack;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Whether the chat shows the post.
     *
     * <p>It shows it if it has more messages of this user with this text than the journal knows to have been delivered
     * in that time. Only where there are such twins does it read on to the present: a chat that is busy shows no more
     * than its newest messages of a time. A message with the text of a sender who may or may not be this user decides nothing.
     */
    Sighting look(PostRequest request, Decision.Verify verify) {
        Connection connection = request.post().connection();
        if (Fingerprint.of(request.post().message()).isEmpty()) {
            return Sighting.CANNOT_TELL;
        }
        Instant from = verify.sent().minus(CLOCKS);
        Journal.Twins twins = journal.twins(request, from);
        Instant now = clock.instant();
        Instant to = twins.any() ? now : earlier(now, verify.settled().plus(CLOCKS));
        Optional<List<SeenMessage>> all =
                readBack.messages(connection, request.post().chat(), from, to);
        if (all.isEmpty()) {
            return Sighting.CANNOT_TELL;
        }
        long anybodys = Fingerprint.count(all.get(), request.post().message());
        if (anybodys == 0) {
            return Sighting.ABSENT;
        }
        List<SeenMessage> own = all.get().stream()
                .filter(message -> connection.user().equals(message.senderId())
                        || connection.user().equals(message.senderName()))
                .toList();
        long ours = Fingerprint.count(own, request.post().message());
        boolean moved = !twins.equals(journal.twins(request, from));
        if (ours == 0 || twins.unknown() > 0 || moved) {
            return Sighting.CANNOT_TELL;
        }
        return ours > twins.delivered() ? Sighting.FOUND : Sighting.ABSENT;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
