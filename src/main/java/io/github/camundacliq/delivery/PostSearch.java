package io.github.camundacliq.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which posts somebody looks for. An empty text or set asks for any; an asterisk in a text stands for any characters.
 *
 * @param process the key of its definition
 * @param from the earliest time at which the process reached the task
 * @param to the first time that is too late
 * @param open whether only those are looked for that a process still waits for, or a person has to see to
 */
public record PostSearch(
        String processInstance,
        String businessKey,
        String process,
        String tenant,
        String chat,
        String connection,
        Set<Stage> stages,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean open) {

    public static final PostSearch ALL =
            new PostSearch("", "", "", "", "", "", Set.of(), Optional.empty(), Optional.empty(), false);

    public PostSearch ofProcess(String key, String tenantId) {
        return new PostSearch(processInstance, businessKey, key, tenantId, chat, connection, stages, from, to, open);
    }

    public PostSearch onlyOpen() {
        return new PostSearch(processInstance, businessKey, process, tenant, chat, connection, stages, from, to, true);
    }

    public PostSearch since(Instant earliest) {
        return new PostSearch(
                processInstance,
                businessKey,
                process,
                tenant,
                chat,
                connection,
                stages,
                Optional.of(earliest),
                to,
                open);
    }
}
