package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import java.time.Clock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What may keep a post waiting, over all nodes.
 *
 * @param pacing what Zoho allows a user in a minute
 * @param budget what a Zoho plan allows a connection in a period
 */
public record Allowance(Pacing pacing, Budget budget) {

    /** One row at a time may turn out to be there already. */
    private static final int ATTEMPTS = 100;

    /** Kept in one database. */
    public static Allowance in(JdbcOperations database, Clock clock) {
        return new Allowance(new Pacing(database, clock), new Budget(JdbcClient.create(database), clock));
    }

    /** Makes the rows that transactions lock later. Several nodes may do so at the same time. */
    public void prepare(Connection connection) {
        for (int attempt = 1; ; attempt++) {
            try {
                pacing.prepare(connection);
                budget.prepare(connection.linkName());
                return;
            } catch (DuplicateKeyException anotherNodeWasFaster) {
                if (attempt == ATTEMPTS) {
                    throw anotherNodeWasFaster;
                }
            }
        }
    }
}
