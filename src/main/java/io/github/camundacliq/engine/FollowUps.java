package io.github.camundacliq.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a finished post is somebody else's code, and what comes before a post whose turn it is, too: both run on the
 * engine's threads only. Where those are all busy, the job is offered again in a moment: to unlock it and to acquire it once
 * more takes two transactions.
 */
final class FollowUps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Executor engineThreads;
    private final Timers timers;
    private final Clock clock;
    private final Queue<FollowUp> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    FollowUps(Executor engineThreads, Timers timers, Clock clock) {
        this.engineThreads = engineThreads;
        this.timers = timers;
        this.clock = clock;
    }

    void handBack(FollowUp followUp) {
        if (!accepted(followUp)) {
            keep(followUp);
        }
    }

    boolean isEmpty() {
        return refused.isEmpty();
    }

    /** From now on there is no other moment. */
    @Override
    public void close() {
        closed = true;
        unlockAll();
    }

    private void keep(FollowUp followUp) {
        refused.add(followUp);
        if (closed) {
            unlockAll();
        } else {
            timers.after(MOMENT, this::offerAgain);
        }
    }

    /** Where one cannot be unlocked the database is away, and each would wait for it. */
    private void unlockAll() {
        for (FollowUp next = refused.poll(); next != null; next = refused.poll()) {
            try {
                next.unlock().run();
            } catch (RuntimeException failure) {
                LOG.warn("What found no thread stays locked until this node is found gone", failure);
                if (Outage.isOfDatabase(failure)) {
                    refused.clear();
                }
            }
        }
    }

    /** The one that has waited longest. */
    private void offerAgain() {
        FollowUp next = refused.poll();
        if (next != null && !isLost(next) && !accepted(next) && !(isOverdue(next) && unlocked(next))) {
            keep(next);
        }
    }

    private boolean isOverdue(FollowUp followUp) {
        return followUp.since().plus(LONGEST).isBefore(clock.instant());
    }

    /** Its lock may be over, and another node at it. */
    private boolean isLost(FollowUp followUp) {
        return followUp.ours().isBefore(clock.instant());
    }

    private static boolean unlocked(FollowUp followUp) {
        try {
            followUp.unlock().run();
            return true;
        } catch (RuntimeException databaseAway) {
            LOG.debug("A job that found no thread stays here until the database is back", databaseAway);
            return false;
        }
    }

    private boolean accepted(FollowUp followUp) {
        try {
            engineThreads.execute(followUp.run());
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return false;
        }
    }
}
