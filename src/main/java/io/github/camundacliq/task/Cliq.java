package io.github.camundacliq.task;

import io.github.camundacliq.message.Message;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Deluge's task, callable from an expression in a running process. */
public final class Cliq {

    private static final String TEXT = "'[^']*'|\"[^\"]*\"";
    private static final String ARGUMENT = "(?:[^,()'\"]|" + TEXT + "|\\((?:[^()'\"]|" + TEXT + ")*\\))+";

    /** An expression that is one call and nothing else, so that the name found is the message of the call that is made. */
    private static final Pattern VARIABLE_AS_MESSAGE =
            Pattern.compile("\\s*[$#]\\{\\s*zoho\\s*\\.\\s*cliq\\s*\\.\\s*postToChat\\s*\\(" + ARGUMENT
                    + ",\\s*([A-Za-z_$][A-Za-z0-9_$]*)\\s*(?:," + ARGUMENT + ")?\\)\\s*}\\s*");

    private final ChatPosts posts;

    public Cliq(ChatPosts posts) {
        this.posts = posts;
    }

    /** Posts by the default connection, as Deluge tasks written before connections do. */
    public Map<String, Object> postToChat(@Nullable Object chatId, @Nullable Object message) {
        return postToChat(chatId, message, null);
    }

    /**
     * Posts and returns the key-value response.
     *
     * @param chatId TEXT or NUMBER
     * @param message TEXT, KEY-VALUE, FILE or LIST of FILE
     * @param connection the connection's link name
     */
    public Map<String, Object> postToChat(
            @Nullable Object chatId, @Nullable Object message, @Nullable Object connection) {
        BpmnExecutionContext context = Context.getBpmnExecutionContext();
        if (context == null) {
            throw new IllegalStateException("zoho.cliq.postToChat works in an expression of a running process only");
        }
        DelegateExecution execution = context.getExecution();
        Scope scope = new Scope(execution);
        return posts.post(
                execution,
                new ChatPosts.Call(() -> chatId, () -> message(execution, message, scope), () -> connection),
                Handling.read(scope, attribute(execution, "resultVariable")));
    }

    /**
     * An expression hands a File variable over as a stream without its name, and JSON without its spelling; so where the
     * argument is plainly a variable, that variable is read as the delegate reads it. Not for a call in a listener or an input
     * parameter, whose arguments are others.
     */
    private Message message(DelegateExecution execution, @Nullable Object argument, Scope scope) {
        return attribute(execution, "expression")
                .filter(call -> execution.getEventName() == null)
                .map(VARIABLE_AS_MESSAGE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .filter(name -> scope.stored(name).isPresent())
                .filter(name -> !(argument instanceof String) || argument.equals(execution.getVariable(name)))
                .map(name -> posts.messages().read(scope, name))
                .orElseGet(() -> posts.messages().of(argument, scope));
    }

    /** Of the task itself, or of the message of a throw or end event. */
    private static Optional<String> attribute(DelegateExecution execution, String name) {
        return Optional.<ModelElementInstance>ofNullable(execution.getBpmnModelElementInstance())
                .map(element -> element.getChildElementsByType(MessageEventDefinition.class).stream()
                        .<ModelElementInstance>map(message -> message)
                        .findFirst()
                        .orElse(element))
                .flatMap(caller -> ExtensionNamespace.attribute(caller, name));
    }
}
