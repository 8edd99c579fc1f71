package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.KillableNode;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the journal promises when a machine loses power in the middle of a call. The number of kills is the system
 * property {@code kills}; the instances handle an unknown outcome in each of the three ways.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final String USER = "sender";

    /** Each kill leaves posts behind that are read back, and Cliq lets chats be read 15 times a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90 + 10 * KILLS);

    private final StubCliq cliq = new StubCliq();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private final Path directory;

    KillTests(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        cliq.close();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void losesNothingAndRepeatsOnlyWhatWasUnknown() throws Exception {
        cliq.always(this::answer);
        Set<String> unknown = new HashSet<>();
        for (int run = 0; run < KILLS || unknown.isEmpty(); run++) {
            unknown.addAll(runAndKill(run));
        }
        try (Node node = Node.start(cliq, properties())) {
            await().atMost(PATIENCE).until(() -> waiting(node), List::isEmpty);
            Map<String, String> messages = messages(node);
            Map<String, Long> arrived = arrived();
            Set<String> incidents = texts(messages, incidents(node));
            Set<String> repeated = arrived.entrySet().stream()
                    .filter(message -> message.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            System.getLogger(KillTests.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} kills by seed {1}, {2} instances, {3} under way at a kill, {4} incidents, {5} repeated: {6}",
                            KILLS,
                            String.valueOf(seed),
                            messages.size(),
                            unknown.size(),
                            incidents.size(),
                            repeated.size(),
                            repeated);
            assertThat(messages.values())
                    .as("nothing is lost")
                    .allMatch(message -> arrived.containsKey(message) || incidents.contains(message));
            assertThat(repeated)
                    .as("only what was under way at a kill is repeated, and only where the model says so")
                    .allMatch(message -> message.endsWith(" retry"))
                    .isSubsetOf(texts(messages, unknown));
            assertThat(incidents)
                    .as("an operator is asked about all that was unknown, where the model says so")
                    .isEqualTo(texts(messages, unknown).stream()
                            .filter(message -> message.endsWith(" incident"))
                            .collect(Collectors.toSet()));
        }
    }

    /** The instances whose post was under way at the kill. */
    private Set<String> runAndKill(int run) throws Exception {
        int before = cliq.posts().size();
        KillableNode node = KillableNode.start(directory, cliq.url(), run, properties());
        try {
            int posts = before + 5 + random.nextInt(60);
            await().until(() -> !node.isAlive() || cliq.posts().size() >= posts);
            assertThat(node.isAlive()).as("the node runs until it is killed").isTrue();
        } finally {
            node.kill();
        }
        return sending();
    }

    private Map<String, Object> properties() {
        return new HashMap<>(Map.of(
                "spring.datasource.url",
                "jdbc:h2:file:" + directory.resolve("engine") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "cliq.connections.cliq_connection.user",
                USER,
                "cliq.verify-after",
                "2s",
                "cliq.http.total-timeout",
                "15s",
                "cliq.http.read-timeout",
                "14s"));
    }

    private Set<String> sending() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("engine"), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select PROC_INST_ from CLIQ_JOURNAL where STATE_ = 'SENDING'")) {
            Set<String> instances = new HashSet<>();
            while (rows.next()) {
                instances.add(rows.getString(1));
            }
            return instances;
        }
    }

    /** Takes a moment, so that a kill finds posts under way, and shows what it took when it is read back. */
    private StubCliq.Answer answer(StubCliq.Request request) {
        if (request.method().equals("GET")) {
            return StubCliq.Answer.of(
                    200, chat(UriComponentsBuilder.fromUriString(request.path()).build()));
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(40)).toNanos());
        return new StubCliq.Answer(204, "", Map.of());
    }

    /** At most a hundred messages of a time, as Cliq has it. */
    private String chat(UriComponents question) {
        long from = Long.parseLong(question.getQueryParams().getFirst("fromtime"));
        long to = Long.parseLong(question.getQueryParams().getFirst("totime"));
        long beginOfNanos = System.currentTimeMillis() - System.nanoTime() / 1_000_000;
        return cliq.posts().stream()
                .filter(post -> post.method().equals("POST"))
                .filter(post -> post.path().replace("/message", "/messages").equals(question.getPath()))
                .filter(post -> {
                    long arrived = beginOfNanos + post.arrived() / 1_000_000;
                    return from <= arrived && arrived <= to;
                })
                .map(post -> "{\"sender\":{\"id\":\"" + USER + "\",\"name\":\"Sender\"},\"type\":\"text\",\"content\":"
                        + post.body() + "}")
                .limit(100)
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    /** What the jobs that nobody has to see to wait for. */
    private static List<String> waiting(Node node) {
        return node.processes().engine().getManagementService().createJobQuery().withRetriesLeft().list().stream()
                .map(job -> job.getId() + " " + job.getDuedate() + " " + job.getExceptionMessage())
                .toList();
    }

    private static Set<String> incidents(Node node) {
        return node.processes().engine().getRuntimeService().createIncidentQuery().list().stream()
                .map(incident -> incident.getProcessInstanceId())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> messages(Node node) {
        HistoryService history = node.processes().engine().getHistoryService();
        List<String> instances = history.createHistoricProcessInstanceQuery().list().stream()
                .map(HistoricProcessInstance::getId)
                .toList();
        Map<String, String> messages =
                history.createHistoricVariableInstanceQuery().variableName("message").list().stream()
                        .collect(Collectors.toMap(HistoricVariableInstance::getProcessInstanceId, variable ->
                                (String) variable.getValue()));
        assertThat(messages.keySet()).containsExactlyInAnyOrderElementsOf(instances);
        return messages;
    }

    private static Set<String> texts(Map<String, String> messages, Set<String> instances) {
        return instances.stream().map(messages::get).collect(Collectors.toSet());
    }

    private Map<String, Long> arrived() {
        return cliq.posts().stream()
                .filter(post -> post.method().equals("POST"))
                .map(post -> post.body().replace("{\"text\":\"", "").replace("\"}", ""))
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    }
}
