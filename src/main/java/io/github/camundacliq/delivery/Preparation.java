package io.github.camundacliq.delivery;

import io.github.camundacliq.connection.Connection;
import org.springframework.dao.DuplicateKeyException;

/** Makes the rows that transactions lock later. */
record Preparation(Pacing pacing, Budget budget) {

    /** One row at a time may turn out to be there already. */
    private static final int ATTEMPTS = 100;

    /** Several nodes may do so at the same time. */
    void prepare(Connection connection) {
        for (int attempt = 1; ; attempt++) {
            try {
                for (Bucket bucket : Bucket.values()) {
                    pacing.prepare(new Queue(connection.user(), bucket), bucket.window(connection));
                }
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
