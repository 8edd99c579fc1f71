package io.github.camundacliq.task;

import io.github.camundacliq.client.Outcome;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Connections;
import io.github.camundacliq.delivery.Delivery;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.InvalidInputException;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.message.MessageRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/** The task itself, whichever way it is called: inputs in, response out, or an exception that says what follows. */
public final class ChatPosts {

    /** The BPMN error of a permanent refusal. */
    public static final String REJECTED = "CLIQ_REJECTED";

    /** An earlier attempt may have left. */
    private static final String ADVICE = "Then retry the job. Nothing was sent to Cliq this time.";

    private final Delivery delivery;
    private final Connections connections;
    private final MessageReader messages;
    private final Captures captures;
    private final InlineDelivery inline;
    private final Visits visits = new Visits();

    /** What is posted where; each way of calling the task finds these three differently. */
    record Call(Value chatId, Supplier<Message> message, Value connection) {}

    /** A variable's value, or null, read when it is needed so that a wrong one ends in the right way. */
    interface Value {

        @Nullable
        Object read();
    }

    public ChatPosts(
            Delivery delivery,
            Connections connections,
            MessageRules rules,
            Captures captures,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.delivery = delivery;
        this.connections = connections;
        this.messages = new MessageReader(rules);
        this.captures = captures;
        this.inline = new InlineDelivery(delivery, transactionManager, clock);
    }

    MessageReader messages() {
        return messages;
    }

    /**
     * Posts and returns the response. Inputs that became wrong after the post had left are no refusal of it.
     *
     * @param handling whose response variable is set before a refusal leaves by a BPMN error, so that its path can read
     *     the code
     */
    Map<String, Object> post(DelegateExecution execution, Call call, Handling handling) {
        ReadChat chat = ReadChat.of(call.chatId());
        Position position = Position.of(execution, chat.text(), visits);
        Optional<Outcome> known = captures.answer(position.key());
        if (known.isPresent() && known.get() instanceof Outcome.Delivered delivered) {
            return delivered.response();
        }
        Optional<Post> post = Optional.empty();
        IncidentText text;
        Outcome outcome;
        try {
            handling.check();
            post = Optional.of(new Post(
                    Inputs.connection(call.connection().read(), connections),
                    chat.require(),
                    call.message().get()));
            text = IncidentText.on(post.get());
            PostRequest request =
                    new PostRequest(position.key(), post.get(), position.origin(), handling.onUncertain());
            outcome = known.isPresent() ? known.get() : deliver(request, position);
        } catch (InvalidInputException invalid) {
            Outcome.Rejected refusal = new Outcome.Rejected("invalid_input", invalid.explanation(), ADVICE);
            Optional<Connection> connection = post.map(Post::connection).or(() -> connection(call));
            text = post.map(IncidentText::on).orElseGet(() -> IncidentText.withoutPost(chat.id(), connection));
            outcome = known.orElseGet(
                    () -> delivery.refused(position.key(), handling.onUncertain(), connection, refusal));
        }
        return outcome.match(new Consequence(execution, handling, post, text));
    }

    private Outcome deliver(PostRequest request, Position position) {
        if (captures.isOpen() && position.ownJob()) {
            throw new CapturedException(request);
        }
        return inline.deliver(request);
    }

    /** Of a call whose other inputs are wrong, if it can be read. */
    private Optional<Connection> connection(Call call) {
        try {
            return Optional.of(Inputs.connection(call.connection().read(), connections));
        } catch (InvalidInputException wrong) {
            return Optional.empty();
        }
    }

    private record Consequence(DelegateExecution execution, Handling handling, Optional<Post> post, IncidentText text)
            implements Outcome.Cases<Map<String, Object>> {

        @Override
        public Map<String, Object> delivered(Outcome.Delivered delivered) {
            return delivered.response();
        }

        @Override
        public Map<String, Object> rejected(Outcome.Rejected rejected) {
            Map<String, Object> response = rejected.response();
            boolean caught = Catcher.catches(execution, REJECTED);
            if (!caught && handling.onRejected() == OnRejected.INCIDENT) {
                throw new RejectedException(text.of(rejected), rejected);
            }
            new Scope(execution).makeStorable();
            if (caught) {
                handling.responseVariable()
                        .ifPresent(name -> execution.setVariable(name, Response.asVariable(response)));
                throw new BpmnError(REJECTED, text.of(rejected));
            }
            return response;
        }

        @Override
        public Map<String, Object> throttled(Outcome.Throttled throttled) {
            Duration lock = post.orElseThrow().connection().limits().lock();
            throw new ThrottledException(
                    text.of(throttled), throttled.retryAfter().orElse(lock));
        }

        @Override
        public Map<String, Object> unavailable(Outcome.Unavailable unavailable) {
            throw new UnavailableException(text.of(unavailable));
        }

        @Override
        public Map<String, Object> uncertain(Outcome.Uncertain uncertain) {
            throw new UncertainException(text.of(uncertain), handling.onUncertain());
        }
    }
}
