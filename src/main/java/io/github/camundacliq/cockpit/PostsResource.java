package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.KnownPost;
import io.github.camundacliq.delivery.PostSearch;
import io.github.camundacliq.delivery.Visibility;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginResource;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** The posts of one engine, as far as the user may read them. */
@Produces(MediaType.APPLICATION_JSON)
public final class PostsResource extends AbstractCockpitPluginResource {

    PostsResource(String engine) {
        super(engine);
    }

    @GET
    @Path("posts")
    public PageView posts(@Context UriInfo request) {
        SearchParameters parameters = new SearchParameters(request.getQueryParameters());
        PostSearch search = parameters.search();
        int first = parameters.first();
        int most = parameters.most();
        return inEngine(PageView.NO_JOURNAL, transaction -> {
            PostSearch scoped = scoped(search, parameters, transaction);
            Visibility visibility = transaction.visibility();
            Instant now = transaction.now();
            PostResolver resolver = new PostResolver(transaction);
            List<PostView> page = transaction.journal().page(scoped, visibility, first, most).stream()
                    .map(post -> PostView.of(post, resolver.mayResolve(post), now))
                    .toList();
            return new PageView(true, transaction.journal().count(scoped, visibility), page);
        });
    }

    /** Sums of the posts since the parameter {@code from}, and of those that are not over. */
    @GET
    @Path("sums")
    public SumsView sums(@Context UriInfo request) {
        SearchParameters parameters = new SearchParameters(request.getQueryParameters());
        Optional<Instant> from = parameters.instant("from");
        return inEngine(SumsView.NO_JOURNAL, transaction -> {
            PostSearch scoped = scoped(PostSearch.ALL, parameters, transaction);
            Visibility visibility = transaction.visibility();
            return SumsView.of(
                    scoped.process(),
                    scoped.tenant(),
                    transaction.journal().sums(from.map(scoped::since).orElse(scoped), visibility),
                    transaction.journal().sums(scoped.onlyOpen(), visibility));
        });
    }

    @POST
    @Path("post-again")
    @Consumes(MediaType.APPLICATION_JSON)
    public void postAgain(@Nullable PostKey post) {
        decide(post, Choice.POST_AGAIN);
    }

    @POST
    @Path("mark-delivered")
    @Consumes(MediaType.APPLICATION_JSON)
    public void markDelivered(@Nullable PostKey post) {
        decide(post, Choice.MARK_DELIVERED);
    }

    private void decide(@Nullable PostKey post, Choice choice) {
        if (post == null || post.key() == null) {
            throw new InvalidRequestException(Status.BAD_REQUEST, "The key of the post is missing");
        }
        String key = post.key();
        try {
            boolean found = inEngine(false, transaction -> {
                Optional<KnownPost> known = transaction.journal().find(key, transaction.visibility());
                known.ifPresent(uncertain ->
                        new PostResolver(transaction).resolve(uncertain, Optional.ofNullable(post.version()), choice));
                return known.isPresent();
            });
            if (!found) {
                throw new InvalidRequestException(Status.NOT_FOUND, "There is no such post");
            }
        } catch (BadUserRequestException tooLate) {
            throw new InvalidRequestException(Status.CONFLICT, tooLate, tooLate.getMessage());
        } catch (OptimisticLockingException somebodyElse) {
            throw new InvalidRequestException(
                    Status.CONFLICT, somebodyElse, "The task is being changed by somebody else; look at it again.");
        }
    }

    /**
     * A process definition's view shows the posts of all its versions, but only of its own tenant, if it has one: instances of
     * one without may have tenants all the same.
     */
    private static PostSearch scoped(PostSearch search, SearchParameters parameters, EngineTransaction transaction) {
        String id = parameters.text("processDefinition");
        if (id.isEmpty()) {
            return search;
        }
        ProcessDefinitionEntity definition =
                transaction.context().getProcessDefinitionManager().findLatestProcessDefinitionById(id);
        return definition == null
                ? search.ofProcess(id, search.tenant())
                : search.ofProcess(
                        definition.getKey(),
                        Optional.ofNullable(definition.getTenantId()).orElse(""));
    }

    /** An engine without a journal is no mistake: the plugin may be switched off, or belong to another engine. */
    private <T> T inEngine(T withoutJournal, Function<EngineTransaction, T> work) {
        return EngineTransaction.in(getProcessEngine(), work).orElse(withoutJournal);
    }
}
