package io.github.camundacliq.cockpit;

import io.github.camundacliq.delivery.Stage;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums by stage.
 *
 * @param journal whether this engine keeps a journal at all: the plugin may be switched off
 * @param process the key of the process definition that was asked for, whose id may not tell it; empty without one
 * @param tenant that definition's, or empty
 * @param all what became of the posts of a time
 * @param open what a process still waits for, or a person has to see to, whenever it began
 */
record SumsView(boolean journal, String process, String tenant, Map<String, Long> all, Map<String, Long> open) {

    static final SumsView NO_JOURNAL = new SumsView(false, "", "", Map.of(), Map.of());

    static SumsView of(String process, String tenant, Map<Stage, Long> all, Map<Stage, Long> open) {
        return new SumsView(true, process, tenant, byName(all), byName(open));
    }

    private static Map<String, Long> byName(Map<Stage, Long> sums) {
        Map<String, Long> named = new TreeMap<>();
        sums.forEach((stage, count) -> named.put(stage.lowerCase(), count));
        return named;
    }
}
