package io.github.camundacliq.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which nodes are alive. A node is silent when its heartbeat has not changed for a while by this node's own clock, so that
 * clocks which differ make nobody silent. A node without a connection to the database is silent, too, though it may be at
 * work. One whose posts are under way, and that has no row, was forgotten, and is watched as the others are: it may be about
 * to beat again. While this node could not write its own heartbeat, the others may not have been able to either: their silence
 * counts only from when it could again.
 */
public final class Nodes {

    private static final Duration MOST_BETWEEN_BEATS = Duration.ofSeconds(15);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);
    private static final Duration GONE_AFTER = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final String self;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();
    private volatile Instant beaten = Instant.EPOCH;
    private volatile Instant beatingSince = Instant.EPOCH;

    private record Seen(long beat, Instant since) {}

    Nodes(JdbcClient jdbc, String self, Clock clock) {
        this.jdbc = jdbc;
        this.self = self;
        this.clock = clock;
    }

    /** Shows the other nodes that this one lives. */
    public void beat() {
        if (jdbc.sql("update CLIQ_NODE set ALIVE_ = ALIVE_ + 1 where OWNER_ = ?")
                        .param(self)
                        .update()
                == 0) {
            jdbc.sql("insert into CLIQ_NODE (OWNER_, ALIVE_) values (?, 1)")
                    .param(self)
                    .update();
        }
        Instant now = clock.instant();
        if (!isBeating(now) || now.isBefore(beatingSince)) {
            beatingSince = now;
        }
        beaten = now;
    }

    private boolean isBeating(Instant now) {
        return !beaten.plus(MOST_BETWEEN_BEATS).isBefore(now);
    }

    public List<SilentNode> silent() {
        Map<String, Long> beats = new HashMap<>();
        jdbc.sql("select OWNER_, ALIVE_ from CLIQ_NODE where OWNER_ <> ? union"
                        + " select OWNER_, 0 from CLIQ_JOURNAL where STATE_ = 'SENDING' and OWNER_ <> ?"
                        + " and OWNER_ not in (select OWNER_ from CLIQ_NODE)")
                .params(self, self)
                .query(row -> {
                    beats.put(row.getString(1), row.getLong(2));
                });
        seen.keySet().retainAll(beats.keySet());
        Instant now = clock.instant();
        beats.forEach((owner, beat) -> seen.merge(owner, new Seen(beat, now), Nodes::unlessChanged));
        return seen.entrySet().stream()
                .filter(node -> isSilent(node.getValue(), SILENT_AFTER, now))
                .map(node -> new SilentNode(node.getKey(), isSilent(node.getValue(), GONE_AFTER, now)))
                .toList();
    }

    /** Nobody was seen at a time that is yet to come: the clock was set back. */
    private static Seen unlessChanged(Seen known, Seen now) {
        return known.beat() == now.beat() && !known.since().isAfter(now.since()) ? known : now;
    }

    private boolean isSilent(Seen node, Duration time, Instant now) {
        Instant longAgo = now.minus(time);
        return isBeating(now) && beatingSince.isBefore(longAgo) && node.since().isBefore(longAgo);
    }

    /** Forgets a node that nothing is left of. */
    public void bury(String owner) {
        jdbc.sql("delete from CLIQ_NODE where OWNER_ = ?").param(owner).update();
    }
}
