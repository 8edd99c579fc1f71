package io.github.camundacliq.processes;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camundacliq.processes.Requests.Request;
import io.github.camundacliq.testing.Processes;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The examples in which somebody, a refusal or a clock decides how it goes on: every path to its end. */
@Tag("own-application")
@ExampleTest
class DecisionExamplesTests {

    private static final String APPROVERS = "CT_1894736520184930172_847291635";
    private static final String REQUESTER = "2230642502702656126";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    ManagementService management;

    @Test
    void approvalTellsTheRequesterThatItIsApproved() {
        String instance = approval();
        decide(instance, true, "within the budget");
        processes.awaitEnd(instance);

        assertThat(requests.posts())
                .extracting(Request::chat, post -> post.json().path("text").asText())
                .containsExactly(
                        tuple(
                                APPROVERS,
                                "*Train* for 120 EUR waits for your approval."
                                        + " [Decide in Tasklist](http://localhost:8080/camunda/app/tasklist)"),
                        tuple(REQUESTER, "*Train* is approved: within the budget."));
        assertThat(processes.passed(instance, "approved-end")).isTrue();
        assertThat(processes.passed(instance, "remind")).isFalse();
    }

    @Test
    void approvalTellsTheRequesterThatItIsDeclined() {
        String instance = approval();
        decide(instance, false, "too dear");
        processes.awaitEnd(instance);

        assertThat(requests.posts())
                .extracting(Request::chat, post -> post.json().path("text").asText())
                .hasSize(2)
                .endsWith(tuple(REQUESTER, "*Train* is declined: too dear."));
        assertThat(processes.passed(instance, "declined-end")).isTrue();
    }

    @Test
    void approvalRemindsOnceAndLeavesTheTaskThere() {
        String instance = approval();
        Job timer =
                management.createJobQuery().processInstanceId(instance).timers().singleResult();
        assertThat(timer.getDuedate()).isBetween(hoursFromNow(3), hoursFromNow(5));
        management.executeJob(timer.getId());
        await().atMost(PATIENCE).until(() -> processes.passed(instance, "reminded"));
        assertThat(management.createJobQuery().processInstanceId(instance).count())
                .isZero();

        decide(instance, true, "late but fine");
        processes.awaitEnd(instance);
        assertThat(requests.posts())
                .extracting(
                        Request::chat, post -> post.json().path("text").asText().replaceAll("\\[.*", ""))
                .containsExactly(
                        tuple(APPROVERS, "*Train* for 120 EUR waits for your approval. "),
                        tuple(APPROVERS, "A reminder: *Train* for 120 EUR still waits. "),
                        tuple(REQUESTER, "*Train* is approved: late but fine."));
        assertThat(processes.json(instance, "reminderResponse")).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void rejectedCorrectionAsksAgainUntilAChatTakesTheMessage() {
        String instance = processes.start(
                "rejected-correction", Map.of("chatId", "announcements", "message", "Third time lucky"));
        correct(instance, "chat_not_found", "Team chat");
        correct(instance, "invalid_input", "announcement");
        correct(instance, "chat_not_found", "CT_1");
        processes.awaitEnd(instance);

        assertThat(requests.posts())
                .extracting(Request::chat, Request::status)
                .containsExactly(tuple("announcements", 404), tuple("announcement", 404), tuple("CT_1", 204));
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
        assertThat(processes.incidentsEver(instance)).isZero();
    }

    @Test
    void rejectedCorrectionPassesByAMessageThatIsTaken() {
        String instance = processes.start("rejected-correction", Map.of("chatId", "CT_1", "message", "First time"));
        processes.awaitEnd(instance);
        assertThat(requests.posts()).extracting(Request::body).containsExactly("{\"text\":\"First time\"}");
        assertThat(processes.passed(instance, "correct")).isFalse();
    }

    @Test
    void continueOnRejectedLeavesItToAPersonWhenRefused() {
        String instance = processes.start(
                "continue-on-rejected", Map.of("chatId", "announcements", "message", "The lift is out of order"));
        processes.awaitUserTask(instance);
        assertThat(processes.json(instance, "response"))
                .startsWith("{\"status\":\"failure\",\"code\":\"chat_not_found\",\"message\":\"");

        tasks.complete(task(instance).getId());
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "told")).isTrue();
        assertThat(requests.posts()).extracting(Request::status).containsExactly(404);
        assertThat(processes.incidentsEver(instance)).isZero();
    }

    @Test
    void continueOnRejectedEndsAtOnceWhenPosted() {
        String instance = processes.start(
                "continue-on-rejected", Map.of("chatId", "CT_1", "message", "The lift is out of order"));
        processes.awaitEnd(instance);
        assertThat(processes.passed(instance, "posted")).isTrue();
        assertThat(requests.posts()).extracting(Request::status).containsExactly(204);
    }

    private String approval() {
        String instance = processes.start(
                "approval",
                Map.of(
                        "approversChatId",
                        APPROVERS,
                        "requesterChatId",
                        REQUESTER,
                        "purpose",
                        "Train",
                        "amount",
                        120L,
                        "remindAfter",
                        "PT4H"));
        processes.awaitUserTask(instance);
        return instance;
    }

    private void decide(String instance, boolean approved, String reason) {
        tasks.complete(task(instance).getId(), Map.of("approved", approved, "reason", reason));
    }

    /** With the form, as Tasklist does. */
    private void correct(String instance, String code, String chat) {
        processes.awaitUserTask(instance);
        String task = task(instance).getId();
        assertThat(processes.json(instance, "response")).contains("\"code\":\"" + code + "\"");
        assertThat(forms.getTaskFormData(task).getFormFields())
                .filteredOn(field -> field.getId().equals("code"))
                .extracting(field -> field.getValue().getValue())
                .containsExactly(code);
        forms.submitTaskForm(task, Map.of("chatId", chat));
    }

    private Task task(String instance) {
        return tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    private static Date hoursFromNow(int hours) {
        return Date.from(java.time.Instant.now().plus(Duration.ofHours(hours)));
    }
}
