package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What a person decides about a post of which nobody else knows whether it was delivered. The job must run again
 * afterwards, and has to be changed in the same transaction.
 */
public final class Resolution {

    private final Conclusions conclusions;

    public Resolution(JdbcOperations database, Clock clock) {
        this.conclusions = new Conclusions(database, clock);
    }

    /** The process goes on as if Cliq had confirmed it. False if the post is not uncertain any more. */
    public boolean markDelivered(String key) {
        return conclusions.resolve(key, State.ANSWERED, new Outcome.Delivered(Map.of()));
    }

    /** The next run of the job posts it, whatever the task says of uncertain posts. False if it is not uncertain any more. */
    public boolean postAgain(String key) {
        return conclusions.resolve(key, State.REPORTED, new Outcome.Uncertain("an operator decided to post it again"));
    }
}
