package io.github.camundacliq.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * Commits of one kind, apart for each connection: no two groups lock the rows of two users in different order, and where
 * one user's row is held by somebody else, no other user's posts wait for it.
 */
final class GroupCommits<T extends GroupCommit.Item, R> {

    private final BiFunction<List<T>, CommandContext, List<R>> work;
    private final Breaker breaker;
    private final Map<Lane, GroupCommit<T, R>> lanes = new ConcurrentHashMap<>();

    private record Lane(ProcessEngineImpl engine, String connection) {}

    /** @param work has a result for each item */
    GroupCommits(BiFunction<List<T>, CommandContext, List<R>> work, Breaker breaker) {
        this.work = work;
        this.breaker = breaker;
    }

    /** As {@link GroupCommit#join}. */
    R join(T item) {
        CapturedJob job = item.job();
        Lane lane = new Lane(job.engine(), job.request().post().connection().linkName());
        return lanes.computeIfAbsent(lane, first -> new GroupCommit<>(work, breaker))
                .join(item);
    }
}
