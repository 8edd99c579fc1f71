package io.github.camundacliq.task;

import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;

/** Repeats a short transaction that lost against another one. */
public final class TransactionRetry {

    private static final int ATTEMPTS = 3;

    private TransactionRetry() {}

    /** Makes three attempts at most; the last one's conflict is thrown, and every other failure at once. */
    public static <V> V onConflict(Supplier<V> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (OptimisticLockingException
                    | DuplicateKeyException
                    | PessimisticLockingFailureException changedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw changedMeanwhile;
                }
            }
        }
    }
}
