package io.github.camundacliq.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Cliq's thresholds: one for each user and endpoint, shared by all tokens of the user. */
final class Limits {

    private final SandboxSettings settings;
    private final Clock clock;
    private final Recent<Key, Window> windows = new Recent<>(2000);

    Limits(SandboxSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts the request; refusing it locks the user out. The accounts server refuses without a lock. */
    boolean admits(Endpoint endpoint, String user) {
        return window(endpoint, user).admits(clock.instant());
    }

    void lock(Endpoint endpoint, String user) {
        window(endpoint, user).lock(clock.instant());
    }

    void clear() {
        windows.clear();
    }

    /** By user and endpoint: requests in the current period and, while locked, until when. */
    Map<String, Map<String, Use>> uses() {
        Instant now = clock.instant();
        Map<String, Map<String, Use>> uses = new TreeMap<>();
        for (Map.Entry<Key, Window> entry : windows.all()) {
            Key key = entry.getKey();
            Instant until = entry.getValue().lockedUntil();
            long lockedUntil = until.isAfter(now) ? until.toEpochMilli() : 0;
            uses.computeIfAbsent(key.user(), user -> new TreeMap<>())
                    .put(key.endpoint().label(), new Use(entry.getValue().used(now), lockedUntil));
        }
        return uses;
    }

    private Window window(Endpoint endpoint, String user) {
        Duration lock = endpoint == Endpoint.TOKEN ? Duration.ZERO : settings.lock();
        return windows.get(new Key(endpoint, user), key -> new Window(endpoint.rate(settings), lock));
    }

    /** How much of a limit is used; locked until then, in milliseconds since 1970, or 0. */
    record Use(int used, long lockedUntil) {}

    private record Key(Endpoint endpoint, String user) {}
}
