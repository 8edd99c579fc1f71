package io.github.camundacliq.sandbox;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * The API that clients see. A servlet of its own and no controller: it needs the body byte for byte, its own size limit
 * for uploads, and answers that the application's message converters and error pages leave alone.
 */
final class CliqServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Reception reception;
    private final transient Cliq cliq;
    private final transient RequestLog log;
    private final transient Courier courier;

    CliqServlet(Reception reception, Cliq cliq, RequestLog log, Courier courier) {
        this.reception = reception;
        this.cliq = cliq;
        this.log = log;
        this.courier = courier;
    }

    static CliqServlet of(Sandbox sandbox, Courier courier) {
        SandboxJson json = sandbox.json();
        Accounts accounts = new Accounts(sandbox.tokens(), sandbox.limits(), json);
        MessageRules messageRules = new MessageRules(json, sandbox.settings().textLength());
        Posts posts = new Posts(sandbox.chats(), messageRules, new FileRules(json), json);
        Readings readings = new Readings(sandbox.chats(), json);
        Cliq cliq = new Cliq(sandbox.tokens(), sandbox.limits(), sandbox.faults(), accounts, posts, readings);
        Reception reception = new Reception(sandbox.tokens(), accounts, sandbox.uploads());
        return new CliqServlet(reception, cliq, sandbox.requests(), courier);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Route route;
        try {
            route = Route.of(request);
        } catch (RefusedException refused) {
            Courier.send(refused.answer(), response);
            return;
        }
        Call call = reception.receive(route, request);
        long number = log.arrived(call);
        Handling handling = cliq.handle(call);
        courier.deliver(
                handling,
                request,
                response,
                status -> log.answered(number, status, handling.answer().code(), handling.fault()));
    }
}
