package io.github.camundacliq.delivery;

import io.github.camundacliq.client.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One post as the journal tells of it to a person.
 *
 * @param version another one after each attempt, and after each thing that became known
 * @param readBack whether the chat tells what became of it
 * @param due of a waiting post
 * @param reason what a waiting post waits for, or how its outcome is known if not by an answer to it; or empty
 * @param deadline of a post that is being sent, after which its node must be gone
 * @param calls requests that got an answer
 * @param outcome of the last attempt, if there is one
 * @param doubtful whether nobody knows if it was delivered, by that attempt or an earlier one
 * @param job that runs the task, as long as the task is not over
 * @param instanceRuns whether the process instance is not over
 */
public record KnownPost(
        String key,
        String version,
        Stage stage,
        String chat,
        String connection,
        String kind,
        boolean readBack,
        Instant created,
        Instant due,
        String reason,
        Instant deadline,
        int calls,
        Optional<Outcome> outcome,
        boolean doubtful,
        Origin origin,
        Optional<Job> job,
        boolean instanceRuns) {

    /** Whether a person may say what became of it: nobody knows, and it is not being sent now. */
    public boolean isUndecided() {
        return doubtful && stage != Stage.SENDING && stage != Stage.CANCELLED;
    }

    /**
     * What the engine will do about the task.
     *
     * @param due when it runs next, unless at once
     */
    public record Job(int retries, Optional<Instant> due, boolean suspended) {}
}
