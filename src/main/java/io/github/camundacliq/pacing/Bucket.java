package io.github.camundacliq.pacing;

import io.github.camundacliq.connection.Connection;
import io.github.camundacliq.connection.Rate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What Zoho counts apart for each user. */
public enum Bucket {
    MESSAGES,
    FILES,
    /** Reading a chat back: 15 a minute, as Zoho documents. */
    READS;

    private static final List<String> FILE_KINDS = List.of("FILE", "LIST of FILE");

    /** The same, in a query. */
    public static final String IN_FILE_KINDS = FILE_KINDS.stream().collect(Collectors.joining("', '", "in ('", "')"));

    private static final Rate DOCUMENTED_READS = new Rate(15, Duration.ofMinutes(1));

    /** Of a message's kind, as the journal keeps it. */
    public static Bucket of(String kind) {
        return FILE_KINDS.contains(kind) ? FILES : MESSAGES;
    }

    Window window(Connection connection) {
        return Window.of(
                switch (this) {
                    case MESSAGES -> connection.limits().messages();
                    case FILES -> connection.limits().files();
                    case READS -> DOCUMENTED_READS;
                });
    }
}
