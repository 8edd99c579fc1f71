package io.github.camundacliq.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells the open pages of new messages. Each page has a mark up to where it was told, and a wake-up brings all of them
 * up to date: whoever posts never waits for a page, and nothing queues up.
 */
final class Events implements ApplicationListener<ContextClosedEvent> {

    private static final int MOST_PAGES = 100;
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Chats chats;
    private final SandboxJson json;
    private final Map<SseEmitter, Long> marks = new ConcurrentHashMap<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor teller = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "cliq-sandbox-events");
        thread.setDaemon(true);
        return thread;
    });

    Events(Sandbox sandbox) {
        this.chats = sandbox.chats();
        this.json = sandbox.json();
        this.teller.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.teller.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.chats.onMessage(this::wake);
        var unused = teller.scheduleWithFixedDelay(this::beat, 15, 15, TimeUnit.SECONDS);
    }

    /** Says something at once: until then the browser does not know that it is connected. */
    SseEmitter open(long after) {
        SseEmitter page = new SseEmitter(0L);
        if (marks.size() >= MOST_PAGES) {
            page.complete();
            return page;
        }
        page.onCompletion(() -> marks.remove(page));
        page.onError(error -> marks.remove(page));
        send(page, SseEmitter.event().comment("open"));
        marks.put(page, after);
        wake();
        return page;
    }

    /** Before the server waits for requests to end: these never would. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        teller.shutdown();
        marks.keySet().forEach(SseEmitter::complete);
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            teller.execute(this::tellAll);
        }
    }

    private void tellAll() {
        awake.set(false);
        marks.forEach(this::tell);
    }

    private void tell(SseEmitter page, long mark) {
        for (Message message : chats.after(mark)) {
            boolean told = send(
                    page,
                    SseEmitter.event().id(String.valueOf(message.sequence())).data(json.write(message), TEXT));
            if (!told) {
                return;
            }
            marks.replace(page, message.sequence());
        }
    }

    /** A page that went away is noticed only when something is sent to it. */
    private void beat() {
        marks.forEach((page, mark) -> send(page, SseEmitter.event().comment("beat")));
    }

    private boolean send(SseEmitter page, SseEmitter.SseEventBuilder event) {
        try {
            page.send(event);
            return true;
        } catch (IOException | IllegalStateException gone) {
            marks.remove(page);
            return false;
        }
    }
}
