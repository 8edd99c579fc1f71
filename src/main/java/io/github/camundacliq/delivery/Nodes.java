package io.github.camundacliq.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which nodes are alive. A node is silent when its heartbeat has not changed for a while as this node's own clock sees it, so
 * that clocks which differ make nobody silent. One that finds no connection for a while is silent, too, and still at work.
 */
final class Nodes {

    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);
    private static final Duration GONE_AFTER = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final String self;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(long beat, Instant since) {}

    Nodes(JdbcClient jdbc, String self, Clock clock) {
        this.jdbc = jdbc;
        this.self = self;
        this.clock = clock;
    }

    void beat() {
        if (jdbc.sql("update CLIQ_NODE set ALIVE_ = ALIVE_ + 1 where OWNER_ = ?")
                        .param(self)
                        .update()
                == 0) {
            jdbc.sql("insert into CLIQ_NODE (OWNER_, ALIVE_) values (?, 1)")
                    .param(self)
                    .update();
        }
    }

    List<SilentNode> silent() {
        Map<String, Long> beats = new HashMap<>();
        jdbc.sql("select OWNER_, ALIVE_ from CLIQ_NODE where OWNER_ <> ?")
                .param(self)
                .query(row -> {
                    beats.put(row.getString(1), row.getLong(2));
                });
        seen.keySet().retainAll(beats.keySet());
        beats.forEach((owner, beat) -> seen.merge(
                owner, new Seen(beat, clock.instant()), (known, now) -> known.beat() == now.beat() ? known : now));
        Instant now = clock.instant();
        return seen.entrySet().stream()
                .filter(node -> node.getValue().since().isBefore(now.minus(SILENT_AFTER)))
                .map(node ->
                        new SilentNode(node.getKey(), node.getValue().since().isBefore(now.minus(GONE_AFTER))))
                .toList();
    }

    void bury(String owner) {
        jdbc.sql("delete from CLIQ_NODE where OWNER_ = ?").param(owner).update();
    }
}
