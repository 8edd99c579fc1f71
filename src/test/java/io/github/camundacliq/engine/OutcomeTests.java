package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each outcome takes the path that the contract gives it. */
class OutcomeTests extends NodeTest {

    @Override
    protected Map<String, Object> properties() {
        return Map.of(
                "cliq.http.total-timeout", "12s",
                "cliq.http.read-timeout", "5s",
                "cliq.retry-cycle", "PT0S,PT0S",
                "cliq.connections.cliq_connection.limits.lock", "5s");
    }

    @BeforeAll
    void start() {
        processes.deploy(simple("outcome"), "outcome");
        processes.deploy(
                post(process("caught"), "post")
                        .endEvent("delivered")
                        .moveToActivity("post")
                        .boundaryEvent("rejected")
                        .error("CLIQ_REJECTED")
                        .userTask("correct")
                        .endEvent()
                        .done(),
                "caught");
    }

    private String start(String onUncertain) {
        return processes.start("outcome", Map.of("chatId", "1", "message", "Hello", "onUncertain", onUncertain));
    }

    @Test
    void rejectedIsAnIncidentAfterOneCallAndARetryPostsAnew() {
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = start("retry");
        Incident incident = processes.awaitIncident(instance);
        assertThat(incident.getIncidentMessage())
                .contains("chat_not_found", "Chat 1", "cliq_connection", "correct 'chatId'")
                .hasSizeLessThan(666);
        assertThat(cliq.posts()).hasSize(1);
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void rejectedTakesTheBoundaryEventThatCatchesIt() {
        cliq.next(StubCliq.Answer.error(403, "chat_access_denied"));
        String instance = processes.start("caught", Map.of("chatId", "1", "message", "Hello"));
        await().until(() -> processes
                        .engine()
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .count()
                == 1);
        assertThat(processes.json(instance, "response")).contains("\"status\":\"failure\"", "chat_access_denied");
        assertThat(cliq.posts()).hasSize(1);
        assertThat(processes.incidents(instance)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, service_unavailable", "500, operation_failed", "503, service_unavailable"})
    void unavailableUsesTheRetryCycleAndIsThenAnIncident(int status, String code) {
        cliq.always(StubCliq.Answer.error(status, code));
        String instance = start("incident");
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains("not available", code, "Chat 1", "cliq_connection");
        assertThat(cliq.posts()).as("one attempt and two retries").hasSize(3);
    }

    @Test
    void unavailableIsDeliveredAsSoonAsCliqIsBack() {
        cliq.next(StubCliq.Answer.error(500, "operation_failed"));
        String instance = start("incident");
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"502, <html>Bad gateway</html>", "504, ''", "500, ''", "503, <html/>"})
    void uncertainIsPostedAgainByTheRetryCycle(int status, String body) {
        cliq.next(StubCliq.Answer.of(status, body));
        String instance = start("retry");
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void uncertainIsAnIncidentOfItsOwnAndARetryPostsAgain() {
        cliq.next(StubCliq.Answer.of(502, "<html>Bad gateway</html>"));
        String instance = start("incident");
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .startsWith("Unknown whether it was posted")
                .contains("A retry posts it again");
        assertThat(cliq.posts()).hasSize(1);
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void aRefusalOfWrongInputsDoesNotHideThatAnEarlierAttemptMayHaveArrived() {
        cliq.next(StubCliq.Answer.of(502, "<html>Bad gateway</html>"));
        String instance = start("incident");
        Incident uncertain = processes.awaitIncident(instance);
        processes.engine().getRuntimeService().setVariable(instance, "chatId", 2.5);
        processes.retry(instance);
        await().until(() -> !processes.awaitIncident(instance).getId().equals(uncertain.getId()));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .startsWith(
                        "Not posted by this attempt, rejected: invalid_input. An earlier attempt may have been posted")
                .contains("'chatId' is the floating-point number 2.5", "Nothing was sent to Cliq this time");
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void whatWaitedIsToldAsRefusedWhereItsInputsBecameWrong() {
        cliq.next(StubCliq.Answer.of(429, "{}"));
        String instance = start("retry");
        await().until(() -> states(instance).equals(List.of("WAITING")));
        processes.engine().getRuntimeService().setVariable(instance, "chatId", 2.5);
        assertThatThrownBy(() -> processes
                        .engine()
                        .getManagementService()
                        .executeJob(processes.job(instance).getId()))
                .hasMessageContaining("invalid_input");
        assertThat(states(instance)).containsExactly("REPORTED");
        assertThat(processes.job(instance).getRetries()).isZero();
        assertThat(cliq.posts()).hasSize(1);
    }

    @Test
    void aReadTimeoutIsUncertain() throws InterruptedException {
        var release = new java.util.concurrent.CountDownLatch(1);
        cliq.next(request -> {
            awaitQuietly(release);
            return new StubCliq.Answer(204, "", Map.of());
        });
        String instance = start("incident");
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("no answer in time");
        release.countDown();
        assertThat(cliq.posts()).hasSize(1);
    }

    private List<String> states(String instance) {
        return node.bean(JdbcTemplate.class)
                .queryForList("select STATE_ from CLIQ_JOURNAL where PROC_INST_ = ?", String.class, instance);
    }

    private static void awaitQuietly(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void throttledWaitsWithoutUsingARetryAndSaysWhy() {
        cliq.next(StubCliq.Answer.error(400, "request_limit_exceeded"));
        String instance = start("incident");
        await().until(() -> {
            Job job = processes.job(instance);
            return job != null && job.getDuedate() != null;
        });
        Job waiting = processes.job(instance);
        assertThat(waiting.getRetries()).isEqualTo(3);
        assertThat(node.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                        .queryForObject(
                                "select EXCEPTION_MSG_ from ACT_RU_JOB where ID_ = ?", String.class, waiting.getId()))
                .contains("Waits until", "locked user 'cliq_connection' out", "Nothing to do");
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
        assertThat(Duration.ofNanos(
                        cliq.posts().get(1).arrived() - cliq.posts().get(0).arrived()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(4990));
    }

    @Test
    void anAccountsServerThatIsDownIsUnavailable() {
        cliq.nextToken(StubCliq.Answer.of(503, ""));
        node.bean(io.github.camundacliq.connection.AccessTokens.class)
                .forget(node.bean(io.github.camundacliq.connection.Connections.class)
                        .find("cliq_connection")
                        .orElseThrow());
        String instance = start("incident");
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(1);
        assertThat(cliq.tokenRequests()).hasSize(2);
        assertThat(processes.failures(instance))
                .singleElement()
                .satisfies(log -> assertThat(log.getJobExceptionMessage()).contains("no_token", "HTTP 503"));
    }
}
