package io.github.camundacliq.model;

import io.github.camundacliq.task.CliqException;
import io.github.camundacliq.task.Response;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.bpmn.behavior.TaskActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * Runs {@code ${zoho.cliq.postToChat(..)}}. JUEL wraps what the call throws, and a boundary event on
 * {@code java.lang.RuntimeException} would then go on with no message posted; so our own exceptions leave bare.
 */
final class DelugeCall extends TaskActivityBehavior {

    private final Expression call;
    private final Optional<String> resultVariable;

    DelugeCall(Expression call, Optional<String> resultVariable) {
        this.call = call;
        this.resultVariable = resultVariable;
    }

    @Override
    public void performExecution(ActivityExecution execution) throws Exception {
        executeWithErrorPropagation(execution, () -> {
            Object response = evaluate(execution);
            resultVariable.ifPresent(name -> execution.setVariable(name, stored(response)));
            leave(execution);
            return null;
        });
    }

    private Object evaluate(ActivityExecution execution) {
        try {
            return call.getValue(execution);
        } catch (RuntimeException wrapped) {
            throw ours(wrapped);
        }
    }

    static RuntimeException ours(RuntimeException wrapped) {
        return CliqException.in(wrapped).map(RuntimeException.class::cast).orElse(wrapped);
    }

    private static Object stored(Object response) {
        return response instanceof Map<?, ?> map ? Response.asVariable(map) : response;
    }
}
