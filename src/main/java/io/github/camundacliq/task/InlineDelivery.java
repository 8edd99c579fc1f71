package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Attempt;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.delivery.Sighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Posts inside the job's transaction, where nobody can run the task a second time: a task without save points, a
 * compensation handler, a foreign job executor, a job that an operator runs by hand.
 *
 * <p>The journal is written in transactions of its own, which need a second connection while the job holds one; at most
 * two at a time, because ten of them would lock a pool of ten for good.
 */
final class InlineDelivery {

    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration CROWDED = Duration.ofSeconds(5);

    private final Delivery delivery;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Semaphore permits = new Semaphore(AT_A_TIME);

    InlineDelivery(Delivery delivery, PlatformTransactionManager transactionManager, Clock clock) {
        this.delivery = delivery;
        this.transactions = new TransactionTemplate(transactionManager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** The outcome, or an exception that makes the job wait. */
    Outcome deliver(PostRequest request) {
        if (!permit()) {
            throw notNow(
                    request,
                    clock.instant().plus(CROWDED),
                    "This node makes two posts inside transactions already, which is the most");
        }
        try {
            return decide(request);
        } finally {
            permits.release();
        }
    }

    /** A call that waits here holds a connection that those under way may need, so none waits for long. */
    private boolean permit() {
        try {
            return permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Outcome decide(PostRequest request) {
        return follow(request, inTransaction(() -> delivery.decide(request)));
    }

    private Outcome follow(PostRequest request, Decision decision) {
        return decision.match(new Next(request));
    }

    /** What each decision means for one post. */
    private final class Next implements Decision.Cases<Outcome, RuntimeException> {

        private final PostRequest request;

        Next(PostRequest request) {
            this.request = request;
        }

        @Override
        public Outcome send(Decision.Send send) {
            Attempt attempt = delivery.send(request, send);
            return inTransaction(() -> delivery.settle(attempt))
                    .map(next -> follow(request, next))
                    .orElse(attempt.outcome());
        }

        @Override
        public Outcome verify(Decision.Verify verify) {
            Sighting sighting = delivery.look(request, verify);
            return follow(request, inTransaction(() -> delivery.sighted(request, sighting)));
        }

        @Override
        public Outcome repeat() {
            return decide(request);
        }

        @Override
        public Outcome over(Decision.Over over) {
            return over.outcome();
        }

        @Override
        public Outcome notBefore(Decision.NotBefore later) {
            throw notNow(request, later.due(), later.reason());
        }
    }

    private ThrottledException notNow(PostRequest request, Instant due, String reason) {
        String text = request.origin().hasJob()
                ? WaitText.of(request.post(), due, reason)
                : WaitText.forCaller(request.post(), due, reason);
        Duration wait = Duration.between(clock.instant(), due);
        return new ThrottledException(text, wait.isNegative() ? Duration.ZERO : wait);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return TransactionRetry.onConflict(() -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }
}
