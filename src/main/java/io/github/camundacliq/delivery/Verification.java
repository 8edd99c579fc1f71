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
     * in that time. A message with the text of a sender who may or may not be this user decides nothing.
     */
    Sighting look(PostRequest request, Instant sent) {
        Connection connection = request.post().connection();
        if (Fingerprint.of(request.post().message()).isEmpty()) {
            return Sighting.CANNOT_TELL;
        }
        Instant from = sent.minus(CLOCKS);
        Optional<List<SeenMessage>> all =
                readBack.messages(connection, request.post().chat(), from, clock.instant());
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
        Journal.Twins twins = journal.twins(request, from);
        if (ours == 0 || twins.unknown() > 0) {
            return Sighting.CANNOT_TELL;
        }
        return ours > twins.delivered() ? Sighting.FOUND : Sighting.ABSENT;
    }
}
