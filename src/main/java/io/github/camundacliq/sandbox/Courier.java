package io.github.camundacliq.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Brings answers to clients: at once, late, in part or not at all. */
final class Courier implements ApplicationListener<ContextClosedEvent> {

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "cliq-sandbox-held-answers");
        thread.setDaemon(true);
        return thread;
    });

    private final Set<AsyncContext> held = ConcurrentHashMap.newKeySet();

    /** Tells the status to {@code sent}: 0 if the connection was closed. */
    void deliver(Handling handling, HttpServletRequest request, HttpServletResponse response, Sent sent)
            throws IOException {
        Reaction reaction = handling.reaction();
        if (reaction instanceof Reaction.Hold hold) {
            hold(handling.answer(), hold, request, sent);
        } else if (reaction instanceof Reaction.Close) {
            sent.status(close(request, response));
        } else if (reaction instanceof Reaction.Cut) {
            sent.status(cut(request, response));
        } else {
            sent.status(handling.answer().status());
            send(handling.answer(), response);
        }
    }

    /** Keeps no thread waiting: a hundred hanging posts must not stop the server they share with everything else. */
    private void hold(Answer answer, Reaction.Hold hold, HttpServletRequest request, Sent sent) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        held.add(context);
        Runnable answering = () -> {
            held.remove(context);
            sent.status(answer.status());
            try {
                send(answer, (HttpServletResponse) context.getResponse());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                context.complete();
            }
        };
        var unused = timer.schedule(answering, hold.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static int close(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var connection = Connection.of(request);
        connection.ifPresent(Connection::close);
        if (connection.isEmpty()) {
            response.sendError(501, "The sandbox can close connections on embedded Tomcat only");
        }
        return connection.isPresent() ? 0 : 501;
    }

    private static int cut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(1000);
        response.getOutputStream().write("{\"message_id\":\"15993".getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
        Connection.of(request).ifPresent(Connection::close);
        return 200;
    }

    static void send(Answer answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.type() != null) {
            response.setContentType(answer.type());
        }
        if (answer.status() != 204) {
            response.setContentLength(body.length);
        }
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** Held answers are dropped before the server waits for requests to end. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        timer.shutdownNow();
        held.forEach(context -> {
            Connection.of((HttpServletRequest) context.getRequest()).ifPresent(Connection::close);
            context.complete();
        });
    }

    /** Told before the answer leaves, so that whoever got the answer finds it in the log. */
    @FunctionalInterface
    interface Sent {
        void status(int status);
    }
}
