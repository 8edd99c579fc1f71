package io.github.camundacliq.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The access tokens that are alive: an hour each, fifteen for one refresh token, a newer one evicts the oldest. */
final class AccessTokens {

    static final Duration LIFE = Duration.ofHours(1);

    private static final int PER_GRANT = 15;
    private static final int TOTAL = 5000;

    private final Clock clock;
    private final Map<String, AccessToken> alive = new LinkedHashMap<>();

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    synchronized AccessToken issue(String grant, String user, Set<String> scopes) {
        forgetExpired();
        List<AccessToken> siblings =
                alive.values().stream().filter(t -> t.grant().equals(grant)).toList();
        if (siblings.size() >= PER_GRANT) {
            alive.remove(siblings.get(0).value());
        } else if (alive.size() >= TOTAL) {
            alive.remove(alive.keySet().iterator().next());
        }
        String value = "1000." + UUID.randomUUID().toString().replace("-", "");
        AccessToken token =
                new AccessToken(value, grant, user, scopes, clock.instant().plus(LIFE));
        alive.put(value, token);
        return token;
    }

    synchronized Optional<AccessToken> find(String value) {
        forgetExpired();
        return Optional.ofNullable(alive.get(value));
    }

    synchronized void revoke(AccessToken token) {
        alive.remove(token.value());
    }

    synchronized Map<String, Integer> countByUser() {
        forgetExpired();
        Map<String, Integer> counts = new TreeMap<>();
        alive.values().forEach(token -> counts.merge(token.user(), 1, Integer::sum));
        return counts;
    }

    synchronized void clear() {
        alive.clear();
    }

    private void forgetExpired() {
        alive.values().removeIf(token -> !clock.instant().isBefore(token.expires()));
    }
}
