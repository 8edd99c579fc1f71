package io.github.camundacliq.task;

import io.github.camundacliq.message.InvalidInputException;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Posts a message to a Zoho Cliq chat: {@code camunda:delegateExpression="${postToCliqChat}"}.
 *
 * <p>Reads the variables {@code chatId}, {@code message}, {@code connection}, {@code comments}, {@code responseVariable},
 * {@code onRejected} and {@code onUncertain}, input parameters first, and sets the response variable as
 * {@code execution.setVariable} does.
 */
public final class PostToCliqChat implements JavaDelegate {

    private static final String DEFAULT_RESPONSE_VARIABLE = "response";

    private final ChatPosts posts;

    public PostToCliqChat(ChatPosts posts) {
        this.posts = posts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Scope scope = new Scope(execution);
        String responseVariable = responseVariable(scope);
        ChatPosts.Call call = new ChatPosts.Call(
                () -> scope.value(Inputs.CHAT_ID),
                () -> posts.messages().read(scope, Inputs.MESSAGE),
                () -> scope.value(Inputs.CONNECTION));
        execution.setVariable(
                responseVariable, Response.asVariable(posts.post(execution, call, Optional.of(responseVariable))));
    }

    private static String responseVariable(Scope scope) {
        try {
            return Inputs.text(scope.value(Inputs.RESPONSE_VARIABLE), Inputs.RESPONSE_VARIABLE)
                    .orElse(DEFAULT_RESPONSE_VARIABLE);
        } catch (InvalidInputException notText) {
            throw new RejectedException(notText.explanation());
        }
    }
}
