package io.github.camundacliq.engine;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.delivery.Attempt;
import io.github.camundacliq.delivery.Decision;
import io.github.camundacliq.delivery.Decisions;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.delivery.Sighting;
import io.github.camundacliq.task.TransactionRetry;
import io.github.camundacliq.task.WaitText;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/**
 * The short transactions of a delivery: each changes the journal and the jobs together or not at all. Who decides
 * about a post, or settles it, holds its row in the journal before it looks whether the job still is its own.
 */
final class JobTransactions {

    private final Delivery delivery;
    private final Breaker breaker;
    private final GroupCommits<Capture, Optional<Decision>> decisions;
    private final GroupCommits<Settlement, Optional<Decision>> settlements;

    private record Capture(CapturedJob job) implements GroupCommit.Item {}

    private record Settlement(CapturedJob job, Attempt attempt) implements GroupCommit.Item {}

    JobTransactions(Delivery delivery, Clock clock) {
        this.delivery = delivery;
        this.breaker = new Breaker(clock);
        this.decisions = new GroupCommits<>(this::decide, breaker);
        this.settlements = new GroupCommits<>(this::settle, breaker);
    }

    /** From now on each is tried, also right after one that found the database away. */
    void stopping() {
        breaker.letAllThrough();
    }

    /** What to do about the captured post; nothing if the job is gone, suspended or somebody else's by now. */
    Optional<Decision> decide(CapturedJob captured) {
        return decisions.join(new Capture(captured));
    }

    /** Writes the answer down, also if the job is gone; what follows, if the process still is there to follow it. */
    Optional<Decision> settle(CapturedJob captured, Attempt attempt) {
        return settlements.join(new Settlement(captured, attempt));
    }

    /** Writes down what the chat showed, and what follows; nothing if the job is gone or somebody else's by now. */
    Optional<Decision> sighted(CapturedJob captured, Sighting sighting) {
        Command<Optional<Decision>> command =
                transaction -> held(captured, transaction.getJobManager().findJobById(captured.jobId()))
                        .map(job -> apply(delivery.sighted(captured.request(), sighting), job, captured, transaction));
        return TransactionRetry.onConflict(() -> breaker.run(captured, command));
    }

    /** Lets the job wait without asking the journal; says when it will be called, if it still is this node's. */
    Optional<Instant> postpone(PostponedJob postponed, String reason) {
        return postpone(List.of(postponed), reason).get(0);
    }

    /** The same for jobs of one engine, all of them or none. */
    List<Optional<Instant>> postpone(List<PostponedJob> all, String reason) {
        Command<List<Optional<Instant>>> command = transaction -> {
            Map<String, JobEntity> jobs =
                    jobs(all.stream().map(PostponedJob::captured).toList(), transaction);
            return all.stream()
                    .map(one -> postpone(one, jobs.get(one.captured().jobId()), reason, transaction))
                    .toList();
        };
        return TransactionRetry.onConflict(() -> breaker.run(all.get(0).captured(), command));
    }

    private static Optional<Instant> postpone(
            PostponedJob postponed, @Nullable JobEntity job, String reason, CommandContext transaction) {
        CapturedJob captured = postponed.captured();
        captured.unlockRest(transaction);
        return held(captured, job)
                .map(held -> postpone(
                        new Decision.NotBefore(postponed.due(), reason), held, captured.request(), transaction));
    }

    private List<Optional<Decision>> decide(List<Capture> captures, CommandContext transaction) {
        List<CapturedJob> all = captures.stream().map(Capture::job).toList();
        Decisions decided =
                delivery.decisions(all.stream().map(CapturedJob::request).toList());
        Map<String, JobEntity> jobs = jobs(all, transaction);
        List<Optional<Decision>> results = new ArrayList<>();
        for (CapturedJob captured : all) {
            captured.unlockRest(transaction);
            results.add(held(captured, jobs.get(captured.jobId()))
                    .map(job -> apply(decided.about(captured.request()), job, captured, transaction)));
        }
        decided.write();
        return results;
    }

    private List<Optional<Decision>> settle(List<Settlement> all, CommandContext transaction) {
        List<Optional<Decision>> next =
                delivery.settle(all.stream().map(Settlement::attempt).toList());
        Map<String, JobEntity> jobs = jobs(all.stream().map(Settlement::job).toList(), transaction);
        List<Optional<Decision>> results = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            CapturedJob captured = all.get(index).job();
            JobEntity job = jobs.get(captured.jobId());
            Optional<JobEntity> held = held(captured, job);
            results.add(next.get(index).flatMap(decision -> held.or(() -> takenOver(job, decision))
                    .map(running -> apply(decision, running, captured, transaction))));
        }
        return results;
    }

    /**
     * The job that another node took over while this one stood still, if this one alone knows a final answer; else that node
     * goes on with it.
     */
    private static Optional<JobEntity> takenOver(@Nullable JobEntity job, Decision decision) {
        return Optional.ofNullable(job)
                .filter(other -> !other.isSuspended()
                        && decision instanceof Decision.Over over
                        && (over.outcome() instanceof Outcome.Delivered || over.outcome() instanceof Outcome.Rejected));
    }

    /** The engine builds a query's statement anew each time, which costs more than to find one job by its id. */
    private static Map<String, JobEntity> jobs(List<CapturedJob> all, CommandContext transaction) {
        Set<String> ids = all.stream().map(CapturedJob::jobId).collect(Collectors.toSet());
        Stream<JobEntity> found = ids.size() == 1
                ? ids.stream().map(transaction.getJobManager()::findJobById).filter(Objects::nonNull)
                : query(ids, transaction);
        return found.collect(Collectors.toMap(JobEntity::getId, job -> job));
    }

    private static Stream<JobEntity> query(Set<String> ids, CommandContext transaction) {
        return transaction
                .getProcessEngineConfiguration()
                .getManagementService()
                .createJobQuery()
                .jobIds(ids)
                .list()
                .stream()
                .map(JobEntity.class::cast);
    }

    /** The job, if it still is this node's; a suspended one is unlocked, so that it runs again when it is activated. */
    private static Optional<JobEntity> held(CapturedJob captured, @Nullable JobEntity job) {
        if (job == null || !captured.lock().holds(job)) {
            return Optional.empty();
        }
        if (job.isSuspended()) {
            job.unlock();
            return Optional.empty();
        }
        return Optional.of(job);
    }

    private static Decision apply(Decision decision, JobEntity job, CapturedJob captured, CommandContext transaction) {
        if (decision instanceof Decision.NotBefore later) {
            Instant unused = postpone(later, job, captured.request(), transaction);
        }
        return decision;
    }

    private static Instant postpone(
            Decision.NotBefore later, JobEntity job, PostRequest request, CommandContext transaction) {
        return Postponement.of(job, later.due(), WaitText.of(request.post(), later.due(), later.reason()), transaction);
    }
}
