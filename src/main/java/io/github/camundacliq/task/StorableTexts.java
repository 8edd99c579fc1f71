package io.github.camundacliq.task;

import io.github.camundacliq.message.InvalidInputException;
import java.util.Collection;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricDetailEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a task's own input parameters come to. The engine stores them after the post only, and what it cannot
 * store would never let the task end.
 */
final class StorableTexts {

    /** As the columns of variables and of their history have it. */
    private static final int LONGEST = 4000;

    private StorableTexts() {}

    /** @throws InvalidInputException if the engine cannot store it */
    static void require(String name, TypedValue value) {
        tooLong(value).ifPresent(text -> {
            throw new InvalidInputException("Variable '" + name + "' has " + text.length()
                    + " characters, and the engine stores " + LONGEST
                    + " of a String. Make it shorter, or give a message as JSON, such as {\"text\":\"..\"}.");
        });
    }

    /** Cuts those that are too long, so that a process can go on from their refusal. */
    static void cut(DelegateExecution execution, Collection<String> names) {
        for (String name : names) {
            tooLong(execution.getVariableLocalTyped(name, false))
                    .ifPresent(text -> execution.setVariableLocal(name, cut(text)));
        }
        Context.getCommandContext()
                .getDbEntityManager()
                .getCachedEntitiesByType(HistoricDetailEventEntity.class)
                .stream()
                .filter(HistoricVariableUpdateEventEntity.class::isInstance)
                .map(HistoricVariableUpdateEventEntity.class::cast)
                .filter(event -> names.contains(event.getVariableName()) && isTooLong(event.getTextValue()))
                .forEach(event -> event.setTextValue(cut(event.getTextValue())));
    }

    private static Optional<String> tooLong(@Nullable TypedValue value) {
        return Optional.ofNullable(value)
                .filter(StringValue.class::isInstance)
                .map(StringValue.class::cast)
                .filter(text -> !text.isTransient())
                .map(StringValue::getValue)
                .filter(StorableTexts::isTooLong);
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.length() > LONGEST;
    }

    private static String cut(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
