package io.github.camundacliq.sandbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The chats and their messages. A chat exists if its id looks like one, unless it was declared missing. */
final class Chats {

    private static final Pattern ID = Pattern.compile("[0-9]{1,200}|CT_[A-Za-z0-9_-]{1,197}");

    private final SandboxSettings settings;
    private final Clock clock;
    private final Recent<String, Deque<Message>> chats = new Recent<>(500);
    private final Set<String> missing = new TreeSet<>();
    private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
    private long sequence;

    Chats(SandboxSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized boolean exists(String chat) {
        return ID.matcher(chat).matches() && !missing.contains(chat);
    }

    synchronized void declareMissing(Collection<String> ids) {
        missing.addAll(ids);
    }

    synchronized Message add(String chat, Sender sender, Content content) {
        long now = clock.millis();
        Message message = new Message(
                ++sequence, now + "_" + sequence, now, chat, sender.user(), sender.processInstance(), content);
        Deque<Message> messages = chats.get(chat, id -> new ArrayDeque<>());
        messages.addFirst(message);
        if (messages.size() > settings.keptMessages()) {
            messages.removeLast();
        }
        listeners.forEach(listener -> listener.accept(message));
        return message;
    }

    /** Newest first, as Cliq lists them. */
    synchronized List<Message> read(String chat, long from, long to, int limit) {
        long visible = clock.millis() - settings.visibleAfter().toMillis();
        return newest(chat).stream()
                .filter(message -> message.time() >= from && message.time() <= Math.min(to, visible))
                .limit(limit)
                .toList();
    }

    /** Oldest first: what came to any chat after the given message. */
    synchronized List<Message> after(long seen) {
        List<Message> news = new ArrayList<>();
        for (var chat : chats.all()) {
            Iterator<Message> newestFirst = chat.getValue().iterator();
            while (newestFirst.hasNext()) {
                Message message = newestFirst.next();
                if (message.sequence() <= seen) {
                    break;
                }
                news.add(message);
            }
        }
        news.sort((one, other) -> Long.compare(one.sequence(), other.sequence()));
        return news;
    }

    synchronized List<Summary> summaries() {
        return chats.all().stream()
                .map(chat -> new Summary(
                        chat.getKey(),
                        chat.getValue().size(),
                        chat.getValue().stream().mapToLong(Message::time).max().orElse(0)))
                .toList();
    }

    synchronized Set<String> missing() {
        return new TreeSet<>(missing);
    }

    synchronized void clear() {
        chats.clear();
        missing.clear();
    }

    synchronized void clearMissing() {
        missing.clear();
    }

    void onMessage(Consumer<Message> listener) {
        listeners.add(listener);
    }

    private Collection<Message> newest(String chat) {
        return chats.find(chat).<Collection<Message>>map(messages -> messages).orElseGet(List::of);
    }

    /** A chat at a glance; the last time is in milliseconds since 1970. */
    record Summary(String id, int messages, long lastTime) {}
}
