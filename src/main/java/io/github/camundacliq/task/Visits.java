package io.github.camundacliq.task;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * Counts how often a transaction reaches a place. Without it a task reached three times in one job would find the first
 * visit's answer at the second, and two messages would be lost.
 */
final class Visits {

    private final Map<CommandContext, Map<String, Integer>> counts = new WeakHashMap<>();

    /** How often the transaction has come there by now, from 1. */
    int next(String place) {
        CommandContext transaction = Context.getCommandContext();
        synchronized (counts) {
            return counts.computeIfAbsent(transaction, unseen -> new HashMap<>())
                    .merge(place, 1, Integer::sum);
        }
    }
}
