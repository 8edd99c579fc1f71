package io.github.camundacliq.task;

import java.util.Map;
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

    private final ChatPosts posts;

    public PostToCliqChat(ChatPosts posts) {
        this.posts = posts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Scope scope = new Scope(execution);
        Handling handling = Handling.read(scope);
        ChatPosts.Call call = new ChatPosts.Call(
                () -> scope.value(Inputs.CHAT_ID),
                () -> posts.messages().read(scope, Inputs.MESSAGE),
                () -> scope.value(Inputs.CONNECTION));
        Map<String, Object> response = posts.post(execution, call, handling);
        handling.responseVariable().ifPresent(name -> execution.setVariable(name, Response.asVariable(response)));
    }
}
