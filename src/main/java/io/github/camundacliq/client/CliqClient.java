package io.github.camundacliq.client;

import io.github.camundacliq.connection.AccessTokens;
import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Deadline;
import io.github.camundacliq.connection.RawAnswer;
import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.connection.Secret;
import io.github.camundacliq.connection.TokenReply;
import io.github.camundacliq.connection.Transport;
import io.github.camundacliq.connection.TransportFault;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Posts to Cliq's v2 API; v3 has no files. */
public final class CliqClient {

    /** With less time left, or with a tenth of all, it is better not posted than perhaps posted. */
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private static final String PROCESS_INSTANCE = "X-Cliq-Process-Instance";

    private final Transport transport;
    private final AccessTokens tokens;
    private final RefusedToken refusedToken;
    private final Bodies bodies;
    private final Duration totalTimeout;
    private final Duration leastTime;
    private final Clock clock;

    /**
     * @param filePartName the multipart name of a file; Zoho's pages say both {@code files} and {@code file}
     * @param totalTimeout for everything one post needs, tokens included
     */
    public CliqClient(
            Transport transport, AccessTokens tokens, String filePartName, Duration totalTimeout, Clock clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.refusedToken = new RefusedToken(tokens, clock);
        this.bodies = new Bodies(filePartName);
        this.totalTimeout = totalTimeout;
        this.leastTime = Collections.min(List.of(ENOUGH, totalTimeout.dividedBy(10)));
        this.clock = clock;
    }

    /**
     * Makes one post at most. Never throws for anything the network or the other side does.
     *
     * @param processInstance told to this application's own sandbox, and to nobody else
     * @param repeated when the attempt began whose access token was refused, if this one repeats it: if Cliq refuses a token
     *     asked for since then, too, nothing is repeated again. Both share one total timeout; if half of it is over, this one
     *     has a whole one of its own
     */
    public Reply post(
            Connection connection, ChatId chat, Message message, String processInstance, Optional<Instant> repeated) {
        Instant now = clock.instant();
        Instant begin = repeated.filter(
                        first -> first.plus(totalTimeout.dividedBy(2)).isAfter(now))
                .orElse(now);
        Deadline deadline = new Deadline(clock, begin.plus(totalTimeout));
        return attempt(new Call(connection, chat, message, processInstance, deadline, repeated));
    }

    private record Call(
            Connection connection,
            ChatId chat,
            Message message,
            String processInstance,
            Deadline deadline,
            Optional<Instant> repeated) {}

    private Reply attempt(Call call) {
        TokenReply reply = tokens.get(call.connection(), call.deadline());
        if (reply instanceof TokenReply.Refused refused) {
            return new Reply(new Outcome.Rejected(refused.code(), "no access token", refused.advice()), 0);
        }
        if (reply instanceof TokenReply.Unavailable down) {
            return new Reply(new Outcome.Unavailable("no_token", down.reason()), 0);
        }
        if (call.deadline().rest().compareTo(leastTime) < 0) {
            return new Reply(new Outcome.Unavailable("no_time", "the access token came too late to post with it"), 0);
        }
        return send(call, (TokenReply.Granted) reply);
    }

    private Reply send(Call call, TokenReply.Granted granted) {
        Connection connection = call.connection();
        Secret token = granted.token();
        Classification classification = new Classification(redaction(connection, token), call.message(), clock);
        try {
            RawAnswer answer = bodies.exchange(
                    client(call).post().uri(address(call)).headers(headers -> describe(call, token, headers)),
                    call.message());
            Outcome outcome = classification.of(answer);
            if (outcome instanceof Outcome.Delivered) {
                tokens.accept(connection, granted);
            }
            return outcome instanceof Outcome.Rejected rejected && Classification.refusesToken(answer)
                    ? new Reply(refusedToken.ofPost(connection, granted, call.repeated(), rejected), 1)
                    : new Reply(outcome, 1);
        } catch (RestClientException noAnswer) {
            if (TransportFault.isNoContent(noAnswer)) {
                return new Reply(new Outcome.Delivered(Map.of()), 1);
            }
            return new Reply(classification.of(noAnswer, connection.api()), 0);
        } catch (RuntimeException | Error unexpected) {
            return new Reply(
                    new Outcome.Uncertain(
                            "the request failed: " + unexpected.getClass().getSimpleName()),
                    0);
        }
    }

    private RestClient client(Call call) {
        Duration rest = call.deadline().rest();
        return call.message() instanceof Message.Files ? transport.streamingWithin(rest) : transport.within(rest);
    }

    private static void describe(Call call, Secret token, HttpHeaders headers) {
        headers.set(HttpHeaders.AUTHORIZATION, "Zoho-oauthtoken " + token.value());
        if (call.connection().sandbox() && !call.processInstance().isEmpty()) {
            headers.set(PROCESS_INSTANCE, call.processInstance());
        }
    }

    private static URI address(Call call) {
        String resource = call.message() instanceof Message.Files ? "/files" : "/message";
        return URI.create(
                call.connection().api() + "/api/v2/chats/" + call.chat().value() + resource);
    }

    private static Redaction redaction(Connection connection, Secret token) {
        List<Secret> secrets = new ArrayList<>(connection.grant().secrets());
        secrets.add(token);
        return new Redaction(secrets);
    }
}
