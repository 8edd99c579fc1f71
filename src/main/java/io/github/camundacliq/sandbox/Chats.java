package io.github.camundacliq.sandbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The chats and their messages, bounded in number and in bytes. A chat exists if its id looks like one, unless it was
 * declared missing.
 */
final class Chats {

    private static final Pattern ID = Pattern.compile("[0-9]{1,200}|CT_[A-Za-z0-9_-]{1,197}");
    private static final long MOST_CHARACTERS = 32L << 20;

    private final SandboxSettings settings;
    private final Clock clock;
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Map<String, Deque<Message>> chats = new LinkedHashMap<>();
    private final Set<String> missing = new TreeSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long characters;
    private long sequence;
    private UUID epoch = UUID.randomUUID();

    Chats(SandboxSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized boolean exists(String chat) {
        return ID.matcher(chat).matches() && !missing.contains(chat);
    }

    Message add(String chat, Sender sender, Content content) {
        Message message = keep(chat, sender, content);
        listeners.forEach(Runnable::run);
        return message;
    }

    /** Newest first, as Cliq lists them. */
    synchronized List<Message> read(String chat, long from, long to, int limit) {
        long visible = clock.millis() - settings.visibleAfter().toMillis();
        List<Message> newestFirst = new ArrayList<>(chats.getOrDefault(chat, new ArrayDeque<>()));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(message -> message.time() >= from && message.time() <= Math.min(to, visible))
                .limit(limit)
                .toList();
    }

    /** Oldest first: what came to any chat after the given message. */
    synchronized List<Message> after(long seen) {
        List<Message> news = new ArrayList<>();
        Iterator<Message> newestFirst = messages.descendingIterator();
        while (newestFirst.hasNext()) {
            Message message = newestFirst.next();
            if (message.sequence() <= seen) {
                break;
            }
            news.add(message);
        }
        Collections.reverse(news);
        return news;
    }

    synchronized List<Summary> summaries() {
        return chats.entrySet().stream()
                .map(chat -> new Summary(
                        chat.getKey(),
                        chat.getValue().size(),
                        chat.getValue().getLast().time()))
                .toList();
    }

    synchronized Set<String> missing() {
        return new TreeSet<>(missing);
    }

    synchronized void declareMissing(Collection<String> ids) {
        missing.addAll(ids);
    }

    synchronized void clearMissing() {
        missing.clear();
    }

    synchronized void clear() {
        messages.clear();
        chats.clear();
        missing.clear();
        characters = 0;
        epoch = UUID.randomUUID();
    }

    /** Another one after each reset and start, so that an open page knows when to forget what it shows. */
    synchronized UUID epoch() {
        return epoch;
    }

    /** The listener is to look with {@link #after} what is new, and must not block. */
    void onMessage(Runnable listener) {
        listeners.add(listener);
    }

    private synchronized Message keep(String chat, Sender sender, Content content) {
        long now = clock.millis();
        Message message = new Message(
                ++sequence, now + "_" + sequence, now, chat, sender.user(), sender.processInstance(), content);
        messages.addLast(message);
        chats.computeIfAbsent(chat, id -> new ArrayDeque<>()).addLast(message);
        characters += message.content().length();
        while (messages.size() > settings.keptMessages() || (characters > MOST_CHARACTERS && messages.size() > 1)) {
            forgetOldest();
        }
        return message;
    }

    private void forgetOldest() {
        Message oldest = messages.removeFirst();
        characters -= oldest.content().length();
        chats.computeIfPresent(oldest.chat(), (id, its) -> {
            its.removeFirst();
            return its.isEmpty() ? null : its;
        });
    }

    /** A chat at a glance; the last time is in milliseconds since 1970. */
    record Summary(String id, int messages, long lastTime) {}
}
