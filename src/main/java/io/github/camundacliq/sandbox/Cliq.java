package io.github.camundacliq.sandbox;

import java.util.Optional;

/** The front door: checks the token, counts against the limits, lets a fault have its way, and hands on the rest. */
final class Cliq {

    private final AccessTokens tokens;
    private final Limits limits;
    private final Faults faults;
    private final Accounts accounts;
    private final Posts posts;
    private final Readings readings;

    Cliq(AccessTokens tokens, Limits limits, Faults faults, Accounts accounts, Posts posts, Readings readings) {
        this.tokens = tokens;
        this.limits = limits;
        this.faults = faults;
        this.accounts = accounts;
        this.posts = posts;
        this.readings = readings;
    }

    Handling handle(Call call) {
        Optional<Answer> refusal = call.endpoint() == Endpoint.TOKEN ? Optional.empty() : refusal(call);
        if (refusal.isPresent()) {
            return Handling.of(refusal.get());
        }
        return faults.take(call.endpoint(), call.chat(), call.user())
                .map(fault -> handle(call, fault))
                .orElseGet(() -> Handling.of(answer(call)));
    }

    private Optional<Answer> refusal(Call call) {
        AccessToken token = call.token();
        if (token == null) {
            return Optional.of(CliqError.OAUTHTOKEN_INVALID.answer());
        }
        if (!token.scopes().contains(call.endpoint().scope())) {
            return Optional.of(CliqError.OAUTHTOKEN_SCOPE_INVALID.answer());
        }
        if (!limits.admits(call.endpoint(), token.user())) {
            return Optional.of(CliqError.REQUEST_LIMIT_EXCEEDED.answer());
        }
        return Optional.empty();
    }

    private Handling handle(Call call, Fault fault) {
        AccessToken token = call.token();
        if (token != null && fault.type() == FaultType.EXPIRED_TOKEN) {
            tokens.revoke(token);
        }
        if (token != null && fault.type() == FaultType.THROTTLE) {
            limits.lock(call.endpoint(), token.user());
        }
        Reaction reaction = Reaction.to(fault);
        Answer normal = reaction.accepted() ? answer(call) : Answer.empty(204);
        Answer answer = reaction instanceof Reaction.Instead instead ? instead.answer() : normal;
        return new Handling(answer, reaction, fault.type());
    }

    private Answer answer(Call call) {
        try {
            Body body = call.body();
            if (body instanceof Body.Json json) {
                return posts.message(call, json);
            } else if (body instanceof Body.Upload upload) {
                return posts.files(call, upload);
            } else if (body instanceof Body.Form form) {
                return accounts.answer(form.fields());
            } else if (body instanceof Body.Query query) {
                return readings.read(call, query);
            }
            throw ((Body.Unreadable) body).refusal();
        } catch (RefusedException refused) {
            return refused.answer();
        }
    }
}
