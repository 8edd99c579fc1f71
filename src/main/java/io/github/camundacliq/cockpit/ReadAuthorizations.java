package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.JournalQuery;
import io.github.camundacliq.delivery.Visibility;
import io.github.camundacliq.delivery.Visibility.Reach;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;

/**
 * Which posts the current user may read: those of process instances that he may read, by READ on the instance or
 * READ_INSTANCE on its definition. The engine itself decides about each resource; only then does the journal's query know
 * what to leave out, so that its pages are full.
 */
final class ReadAuthorizations {

    private final CommandContext context;
    private final JournalQuery journal;

    ReadAuthorizations(CommandContext context, JournalQuery journal) {
        this.context = context;
        this.journal = journal;
    }

    Visibility visibility() {
        Authentication user = context.getAuthentication();
        if (user == null || user.getUserId() == null) {
            return Visibility.EVERYTHING;
        }
        Optional<Set<String>> tenants = context.getTenantManager().isTenantCheckEnabled()
                ? Optional.of(Set.copyOf(orEmpty(user.getTenantIds())))
                : Optional.empty();
        if (!context.getAuthorizationManager().isAuthorizationEnabled()) {
            return new Visibility(Visibility.EVERYTHING.instances(), Visibility.EVERYTHING.processes(), tenants);
        }
        return new Visibility(
                reach(user, Resources.PROCESS_INSTANCE, Permissions.READ, journal::posting),
                reach(user, Resources.PROCESS_DEFINITION, Permissions.READ_INSTANCE, UnaryOperator.identity()),
                tenants);
    }

    /**
     * What the user may do with all resources of a kind, and with which of them it is different.
     *
     * @param relevant leaves out resources that need not be asked for one by one
     */
    private Reach reach(
            Authentication user, Resource resource, Permission permission, UnaryOperator<Set<String>> relevant) {
        AuthorizationManager engine = context.getAuthorizationManager();
        boolean all = engine.isAuthorized(permission, resource, Authorization.ANY);
        Set<String> named = new HashSet<>();
        if (all) {
            named.addAll(named(user, resource, Authorization.AUTH_TYPE_REVOKE));
        } else {
            named.addAll(named(user, resource, Authorization.AUTH_TYPE_GRANT));
            named.addAll(resourceIds(query(resource, Authorization.AUTH_TYPE_GLOBAL)));
        }
        Set<String> except = new HashSet<>(relevant.apply(named));
        except.removeIf(id -> engine.isAuthorized(permission, resource, id) == all);
        return new Reach(all, except);
    }

    private Set<String> named(Authentication user, Resource resource, int type) {
        Set<String> ids = new HashSet<>(resourceIds(query(resource, type).userIdIn(user.getUserId())));
        List<String> groups = orEmpty(user.getGroupIds());
        if (!groups.isEmpty()) {
            ids.addAll(resourceIds(query(resource, type).groupIdIn(groups.toArray(String[]::new))));
        }
        return ids;
    }

    private AuthorizationQuery query(Resource resource, int type) {
        return context.getProcessEngineConfiguration()
                .getAuthorizationService()
                .createAuthorizationQuery()
                .resourceType(resource)
                .authorizationType(type);
    }

    /** One's own authorizations need not be readable to oneself. */
    private Set<String> resourceIds(AuthorizationQuery query) {
        Set<String> ids = new HashSet<>();
        for (Authorization authorization : context.runWithoutAuthorization(query::list)) {
            ids.add(authorization.getResourceId());
        }
        ids.remove(Authorization.ANY);
        return ids;
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
