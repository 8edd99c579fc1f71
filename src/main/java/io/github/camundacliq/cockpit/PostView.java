package io.github.camundacliq.cockpit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.KnownPost;
import io.github.camundacliq.delivery.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A post as the plugin's scripts get it; what does not apply is left out. All of it is untrusted text to them.
 *
 * @param due of a waiting post: when it may go; of one to be tried again: when it is tried
 * @param readBack whether the chat tells what became of an uncertain post
 * @param incident whether the engine has given up, so that a person has to act
 * @param decidable whether this user may decide about it now
 * @param doubtful whether an earlier attempt than the one it tells of may have been delivered
 * @param response what Cliq returned, or why there is nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PostView(
        String key,
        String version,
        String state,
        String chat,
        String connection,
        String kind,
        String created,
        int calls,
        @Nullable String code,
        @Nullable String due,
        @Nullable String reason,
        boolean readBack,
        boolean overdue,
        boolean incident,
        boolean suspended,
        boolean decidable,
        boolean doubtful,
        Map<String, Object> response,
        String activity,
        String process,
        String businessKey,
        String processInstance,
        boolean running) {

    static PostView of(KnownPost post, boolean decidable, Instant now) {
        Stage stage = post.stage();
        Optional<Outcome> outcome = isOver(stage) ? post.outcome() : Optional.empty();
        return new PostView(
                post.key(),
                post.version(),
                stage.lowerCase(),
                post.chat(),
                post.connection(),
                post.kind(),
                post.created().toString(),
                post.calls(),
                outcome.map(Outcome::code).filter(code -> !code.isEmpty()).orElse(null),
                due(post).map(Instant::toString).orElse(null),
                stage == Stage.CANCELLED || post.reason().isEmpty() ? null : post.reason(),
                post.readBack(),
                stage == Stage.SENDING && post.deadline().isBefore(now),
                post.job().filter(job -> job.retries() == 0).isPresent(),
                post.job().filter(KnownPost.Job::suspended).isPresent(),
                decidable,
                stage != Stage.UNCERTAIN && post.doubtful(),
                outcome.map(known -> known.match(new ResponseFields())).orElseGet(Map::of),
                post.origin().activityId(),
                post.origin().processDefinitionKey(),
                post.origin().businessKey(),
                post.origin().processInstanceId(),
                post.instanceRuns());
    }

    private static boolean isOver(Stage stage) {
        return stage != Stage.WAITING && stage != Stage.SENDING && stage != Stage.CANCELLED;
    }

    private static Optional<Instant> due(KnownPost post) {
        return switch (post.stage()) {
            case WAITING -> Optional.of(post.due());
            case UNAVAILABLE, UNCERTAIN ->
                post.job().filter(job -> job.retries() > 0).flatMap(KnownPost.Job::due);
            default -> Optional.empty();
        };
    }

    /** For a delivered post the variable that the process got, for others what a person wants to know. */
    private static final class ResponseFields implements Outcome.Cases<Map<String, Object>> {

        @Override
        public Map<String, Object> delivered(Outcome.Delivered delivered) {
            return delivered.response();
        }

        @Override
        public Map<String, Object> rejected(Outcome.Rejected rejected) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("message", rejected.detail());
            response.put("advice", rejected.advice());
            return response;
        }

        @Override
        public Map<String, Object> throttled(Outcome.Throttled throttled) {
            return Map.of();
        }

        @Override
        public Map<String, Object> unavailable(Outcome.Unavailable unavailable) {
            return Map.of("message", unavailable.reason());
        }

        @Override
        public Map<String, Object> uncertain(Outcome.Uncertain uncertain) {
            return Map.of("message", uncertain.reason());
        }
    }
}
