package io.github.camundacliq.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A sliding window: who asks once too often is locked out, and is refused until the lock is over. */
final class Window {

    private final Rate rate;
    private final Duration lock;
    private final Deque<Instant> admitted = new ArrayDeque<>();
    private Instant lockedUntil = Instant.EPOCH;

    Window(Rate rate, Duration lock) {
        this.rate = rate;
        this.lock = lock;
    }

    synchronized boolean admits(Instant now) {
        if (now.isBefore(lockedUntil)) {
            return false;
        }
        if (used(now) >= rate.count()) {
            lock(now);
            return false;
        }
        admitted.addLast(now);
        return true;
    }

    synchronized void lock(Instant now) {
        lockedUntil = now.plus(lock);
    }

    synchronized int used(Instant now) {
        Instant start = now.minus(rate.period());
        while (!admitted.isEmpty() && !admitted.getFirst().isAfter(start)) {
            admitted.removeFirst();
        }
        return admitted.size();
    }

    synchronized Instant lockedUntil() {
        return lockedUntil;
    }
}
