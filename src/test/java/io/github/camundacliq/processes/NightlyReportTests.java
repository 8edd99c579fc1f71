package io.github.camundacliq.processes;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Processes;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The example that a clock starts. */
@Tag("own-application")
@ExampleTest
class NightlyReportTests {

    private static final String KEY = "nightly-report";

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Test
    void startsByItsTimerAtTwoAndPostsToTheChatOfTheModel() {
        Job timer = timer();
        assertThat(LocalTime.ofInstant(timer.getDuedate().toInstant(), ZoneId.systemDefault()))
                .isEqualTo(LocalTime.of(2, 0));
        long before = finished();
        management.executeJob(timer.getId());
        await().until(() -> finished() == before + 1);

        assertReport("2230642502702656126");
        assertThat(timer().getId()).as("that of the next night").isNotEqualTo(timer.getId());
    }

    @Test
    void startsByHandAndPostsToTheChatGiven() {
        processes.awaitEnd(processes.start(KEY, Map.of("chatId", "CT_1")));
        assertReport("CT_1");
    }

    private void assertReport(String chat) {
        assertThat(requests.posts()).singleElement().satisfies(post -> {
            assertThat(post.kind()).isEqualTo("files");
            assertThat(post.chat()).isEqualTo(chat);
            assertThat(post.comments()).isEqualTo("[\"The figures of the night\"]");
            assertThat(post.files()).singleElement().satisfies(this::assertFigures);
        });
    }

    private void assertFigures(Requests.File file) {
        assertThat(file.name()).isEqualTo("report-" + LocalDate.now(ZoneId.systemDefault()) + ".csv");
        assertThat(file.type()).startsWith("text/csv");
        assertThat(requests.content(file).lines())
                .hasSize(5)
                .startsWith("figure,number")
                .allMatch(line -> line.matches("figure,number|[a-z ]+,[0-9]+"));
    }

    private Job timer() {
        return management.createJobQuery().processDefinitionKey(KEY).timers().singleResult();
    }

    private long finished() {
        return history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .finished()
                .count();
    }
}
