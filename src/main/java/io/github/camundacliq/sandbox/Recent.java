package io.github.camundacliq.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The entries made last, so that nobody can fill the memory by inventing names. */
final class Recent<K, V> {

    private final int capacity;
    private final Map<K, V> entries = new LinkedHashMap<>();

    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized V get(K key, Function<K, V> factory) {
        V value = entries.computeIfAbsent(key, factory);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
        return value;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized List<Map.Entry<K, V>> all() {
        return entries.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
