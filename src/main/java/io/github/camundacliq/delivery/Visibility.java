package io.github.camundacliq.delivery;

import java.util.Optional;
import java.util.Set;

/**
 * Whose posts somebody may read: those of readable process instances, and those of processes whose instances are all
 * readable; in both cases only of tenants that may be seen.
 *
 * @param instances by id
 * @param processes by the key of their definition
 * @param tenants empty if no tenant is hidden; posts without a tenant are seen by everybody
 */
public record Visibility(Reach instances, Reach processes, Optional<Set<String>> tenants) {

    public static final Visibility EVERYTHING =
            new Visibility(new Reach(true, Set.of()), new Reach(true, Set.of()), Optional.empty());

    /** Everything but a few, or nothing but a few. */
    public record Reach(boolean all, Set<String> except) {

        public Reach {
            except = Set.copyOf(except);
        }

        boolean isUnlimited() {
            return all && except.isEmpty();
        }
    }
}
