package io.github.camundacliq.sandbox;

import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.DisposableBean;

/** All that the sandbox remembers. */
record Sandbox(
        SandboxSettings settings,
        SandboxJson json,
        Chats chats,
        Limits limits,
        AccessTokens tokens,
        Faults faults,
        RequestLog requests,
        Uploads uploads)
        implements DisposableBean {

    static Sandbox open(SandboxSettings settings, Clock clock) {
        return new Sandbox(
                settings,
                new SandboxJson(),
                new Chats(settings, clock),
                new Limits(settings, clock),
                new AccessTokens(clock),
                new Faults(),
                new RequestLog(settings.keptRequests(), clock),
                new Uploads(settings.keptFiles()));
    }

    void reset() {
        faults.clear();
        chats.clear();
        limits.clear();
        tokens.clear();
        requests.clear();
        uploads.clear();
    }

    @Override
    public void destroy() throws IOException {
        uploads.destroy();
    }
}
