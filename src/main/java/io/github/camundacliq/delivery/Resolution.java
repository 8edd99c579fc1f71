package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a person decides about a post of which nobody else knows whether it, or an earlier attempt at it, was delivered. The
 * job must run again afterwards, and has to be changed in the same transaction.
 */
public final class Resolution {

    private final Journal journal;
    private final Conclusions conclusions;

    public Resolution(JdbcOperations database, Clock clock) {
        this.journal = new Journal(database, clock);
        this.conclusions = new Conclusions(database, clock);
    }

    /**
     * The process goes on as if Cliq had confirmed it.
     *
     * @param version that the person saw, if that is known
     * @return false if there is no doubt any more, or another version
     */
    public boolean markDelivered(String key, Optional<String> version) {
        return resolve(
                key, version, State.ANSWERED, new Outcome.Delivered(Map.of()), "A person marked it as delivered.");
    }

    /**
     * The next run of the job posts it, whatever the task says of uncertain posts.
     *
     * @param version that the person saw, if that is known
     * @return false if there is no doubt any more, or another version
     */
    public boolean postAgain(String key, Optional<String> version) {
        return resolve(
                key,
                version,
                State.REPORTED,
                new Outcome.Uncertain("an operator decided to post it again"),
                "A person wants it posted again.");
    }

    private boolean resolve(String key, Optional<String> version, State state, Outcome outcome, String reason) {
        boolean asSeen = Optional.ofNullable(journal.find(List.of(key)).get(key))
                .filter(Entry::isUndecided)
                .filter(now -> version.map(now.version()::equals).orElse(true))
                .isPresent();
        if (!asSeen) {
            return false;
        }
        conclusions.decide(key, state, outcome, reason);
        return true;
    }
}
