package io.github.camundacliq.task;

import io.github.camundacliq.message.InvalidInputException;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.NullValueProvider;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The variables a task sees, innermost scope first.
 *
 * <p>A null is no value, and hides those outside. Only an input parameter of the task that is left empty hides none: an
 * element template writes one for each empty field.
 */
final class Scope {

    private final DelegateExecution execution;

    Scope(DelegateExecution execution) {
        this.execution = execution;
    }

    /** The value as Java sees it, or null. */
    @Nullable
    Object value(String name) {
        return typed(name).map(TypedValue::getValue).orElse(null);
    }

    /**
     * The value with its type, deserialized where it is an object.
     *
     * @throws InvalidInputException if it cannot be, or if the engine could not store it
     */
    Optional<TypedValue> typed(String name) {
        return find(name, true);
    }

    /**
     * The value as it is stored, which for JSON is the text exactly as it came.
     *
     * @throws InvalidInputException if the engine could not store it
     */
    Optional<TypedValue> stored(String name) {
        return find(name, false);
    }

    private Optional<TypedValue> find(String name, boolean deserialized) {
        VariableScope scope = execution;
        while (scope != null) {
            TypedValue value = read(scope, name, deserialized);
            if (value != null && !isNull(value)) {
                if (scope == execution && inputParameter(name).isPresent()) {
                    StorableTexts.require(name, value);
                }
                return Optional.of(value);
            }
            if (value != null && !(scope == execution && isLeftEmpty(name))) {
                return Optional.empty();
            }
            scope = scope instanceof AbstractVariableScope inner ? inner.getParentVariableScope() : null;
        }
        return Optional.empty();
    }

    /** Not the same as an expression that comes to nothing, which must not post to somebody else's chat. */
    private boolean isLeftEmpty(String name) {
        return inputParameter(name)
                .filter(parameter -> parameter.getValueProvider() instanceof NullValueProvider)
                .isPresent();
    }

    private Optional<InputParameter> inputParameter(String name) {
        return inputParameters()
                .filter(parameter -> parameter.getName().equals(name))
                .findFirst();
    }

    private Stream<InputParameter> inputParameters() {
        return Optional.of(execution)
                .filter(ExecutionEntity.class::isInstance)
                .map(running -> ((ExecutionEntity) running).getActivity())
                .map(ActivityImpl::getIoMapping)
                .stream()
                .flatMap(mapping -> mapping.getInputParameters().stream());
    }

    /** Lets the task end though it was refused for a text that the engine cannot store. */
    void makeStorable() {
        StorableTexts.cut(
                execution, inputParameters().map(InputParameter::getName).toList());
    }

    private static @Nullable TypedValue read(VariableScope scope, String name, boolean deserialized) {
        try {
            return scope.getVariableLocalTyped(name, deserialized);
        } catch (ProcessEnginePersistenceException databaseAway) {
            throw databaseAway;
        } catch (ProcessEngineException unreadable) {
            throw new InvalidInputException("Variable '" + name + "' cannot be read: " + unreadable.getMessage()
                    + ". Store it as JSON, or as a type this engine knows.");
        }
    }

    private static boolean isNull(TypedValue value) {
        if (value instanceof SerializableValue serializable && !serializable.isDeserialized()) {
            return serializable.getValueSerialized() == null;
        }
        return value.getValue() == null;
    }
}
