package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camundacliq.delivery.LogContext;
import io.github.camundacliq.delivery.OnUncertain;
import io.github.camundacliq.delivery.Origin;
import io.github.camundacliq.delivery.Post;
import io.github.camundacliq.delivery.PostRequest;
import io.github.camundacliq.message.ChatId;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.testing.Node;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.TestConnections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every line about a post says in a structured log which process and connection it is about. */
class LogContextTests {

    private final Logger log = (Logger) LoggerFactory.getLogger("io.github.camundacliq");
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    /** Only now: an application that starts takes all appenders away. */
    private void listen() {
        appender.list = lines;
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(appender);
    }

    @Test
    void lineOfAPostAndWarningOfItsPreparationNameThem() {
        Level before = log.getLevel();
        try (StubCliq cliq = new StubCliq();
                Node node = Node.start(cliq, Map.of())) {
            listen();
            log.setLevel(Level.DEBUG);
            node.processes().deploy(simple("logged"), "logged");
            JdbcTemplate database = new JdbcTemplate(node.dataSource());
            database.execute("alter table CLIQ_JOURNAL rename to AWAY");
            String instance =
                    node.processes().start("logged", Map.of("chatId", "1", "message", "the words of the message"));
            await().until(() -> lines.stream().anyMatch(line -> says(line, "is tried again")));
            database.execute("alter table AWAY rename to CLIQ_JOURNAL");
            node.processes().awaitEnd(instance);

            assertThat(lines)
                    .filteredOn(line -> says(line, "is tried again") || says(line, "Post to chat"))
                    .hasSizeGreaterThan(1)
                    .anyMatch(line -> says(line, "Post to chat"))
                    .allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                            .containsEntry("processInstanceId", instance)
                            .containsEntry("activityId", "post")
                            .containsEntry("connection", "cliq_connection"));
            assertThat(lines).noneMatch(line -> says(line, "the words of the message"));
        } finally {
            log.setLevel(before);
        }
    }

    @Test
    void warningOfAStoppedPostNamesThemAndNoLaterLineDoes() {
        listen();
        Post post = new Post(
                TestConnections.to("https://cliq.zoho.eu", "https://accounts.zoho.eu"),
                new ChatId("1"),
                new Message.Text("Hello"));
        PostRequest request = new PostRequest(
                "job-1", post, new Origin("job-1", "instance-1", "logged", "", "post", ""), OnUncertain.RETRY);
        GuardedWork work = new GuardedWork(LogContext.of(request), "job-1", () -> {
            throw new IllegalStateException("broken");
        });
        assertThat(work.run()).isEmpty();

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("The post of job job-1 stopped");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("processInstanceId", "instance-1")
                    .containsEntry("activityId", "post")
                    .containsEntry("connection", "team_a");
        });
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private static boolean says(ILoggingEvent line, String text) {
        return line.getFormattedMessage().contains(text);
    }
}
