package io.github.camundacliq.model;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's retry cycle that is an expression, or the default where that gives none: the engine would retry at once. */
record RetryExpression(Expression own, String activity, String defaultCycle) implements Expression {

    private static final Logger LOG = LoggerFactory.getLogger(RetryExpression.class);

    @Override
    public Object getValue(VariableScope scope) {
        return getValue(scope, null);
    }

    @Override
    public Object getValue(VariableScope scope, @Nullable BaseDelegateExecution context) {
        try {
            String cycle = String.valueOf(own.getValue(scope, context));
            Optional<String> unreadable =
                    RetryPeriods.isExpression(cycle) ? Optional.of(cycle) : RetryPeriods.unreadable(cycle);
            unreadable.ifPresent(period -> warn("'" + period + "' is no period"));
            return unreadable.isEmpty() ? cycle : defaultCycle;
        } catch (RuntimeException unresolvable) {
            warn(String.valueOf(unresolvable.getMessage()));
            return defaultCycle;
        }
    }

    private void warn(String why) {
        LOG.warn(
                "The retry cycle '{}' of task {} is not used, the default of cliq.retry-cycle is: {}",
                getExpressionText(),
                activity,
                why);
    }

    @Override
    public void setValue(Object value, VariableScope scope) {
        throw new UnsupportedOperationException("A retry cycle is only read");
    }

    @Override
    public void setValue(Object value, VariableScope scope, BaseDelegateExecution context) {
        setValue(value, scope);
    }

    @Override
    public String getExpressionText() {
        return own.getExpressionText();
    }

    @Override
    public boolean isLiteralText() {
        return false;
    }
}
