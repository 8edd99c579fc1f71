package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.delugePost;
import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.Steps;
import io.github.camundacliq.testing.StubCliq;
import java.util.Map;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What follows where the error that ends a job is not the outcome itself. */
class FailedJobsTests extends NodeTest {

    private static final Map<String, Object> INPUTS = Map.of("chatId", "1", "message", "Hello");

    @Override
    protected Map<String, Object> properties() {
        return Map.of("cliq.retry-cycle", "R3/PT0S");
    }

    @Test
    void aRefusalInAListenersExpressionIsAnIncidentAtOnceAndARetryPostsAnew() {
        processes.deploy(
                process("listener")
                        .manualTask("any")
                        .camundaAsyncBefore()
                        .camundaExecutionListenerExpression("start", "${zoho.cliq.postToChat(chatId, message)}")
                        .endEvent()
                        .done(),
                "listener");
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start("listener", INPUTS);
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).startsWith("Not posted, rejected");
        assertThat(cliq.posts()).hasSize(1);
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void aRefusalThatAnotherErrorHidesIsNotToldForEver() {
        processes.deploy(
                post(process("mapping"), "post")
                        .camundaOutputParameter("length", "${response.get('message_id').length()}")
                        .endEvent()
                        .done(),
                "mapping");
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance =
                processes.start("mapping", Map.of("chatId", "1", "message", "Hello", "onRejected", "continue"));
        processes.awaitIncident(instance);
        assertThat(cliq.posts()).hasSize(1);
        cliq.next(StubCliq.Answer.of(200, "{\"message_id\":\"1\"}"));
        processes.retry(instance);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(2);
    }

    @Test
    void aCallInAListenerOfATaskThatCallsPostsItsOwnMessage() {
        processes.deploy(
                delugePost(process("both"), "post")
                        .camundaExecutionListenerExpression("end", "${zoho.cliq.postToChat('2', 'And this')}")
                        .endEvent()
                        .done(),
                "both");
        processes.awaitEnd(processes.start("both", INPUTS));
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::body)
                .containsExactly("{\"text\":\"Hello\"}", "{\"text\":\"And this\"}");
    }

    @Test
    void aCallInAnInputParameterPostsItsOwnMessage() {
        processes.deploy(
                delugePost(process("input"), "post")
                        .camundaInputParameter("before", "${zoho.cliq.postToChat('2', 'Before')}")
                        .endEvent()
                        .done(),
                "input");
        processes.awaitEnd(processes.start("input", INPUTS));
        assertThat(cliq.posts())
                .extracting(StubCliq.Request::body)
                .contains("{\"text\":\"Before\"}", "{\"text\":\"Hello\"}");
    }

    /** It would be locked for as long as the engine locks jobs, by a node that has long finished with it. */
    @Test
    void aJobIsNotLeftLockedWhereItsFailureCannotBeWrittenDown() {
        JdbcTemplate database = node.bean(JdbcTemplate.class);
        processes.deploy(
                post(process("unwritten"), "post")
                        .camundaInputParameter("before", "${steps.run('unwritten')}")
                        .endEvent()
                        .done(),
                "unwritten");
        node.bean(Steps.class).failNext("unwritten", 1);
        database.execute("alter table ACT_RU_JOB add constraint NO_FAILURE check"
                + " (EXCEPTION_MSG_ is null or EXCEPTION_MSG_ not like '%unwritten%')");
        try {
            processes.awaitEnd(processes.start("unwritten", INPUTS));
        } finally {
            database.execute("alter table ACT_RU_JOB drop constraint NO_FAILURE");
        }
        assertThat(cliq.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${zoho.cliq.postToChat(chatId, misspelt)}", "${misspelt}"})
    void anExpressionThatNamesNothingIsAnIncidentAtOnce(String expression) {
        BpmnModelInstance model = expression.startsWith("${zoho")
                ? process("misspelt")
                        .serviceTask("post")
                        .camundaExpression(expression)
                        .endEvent()
                        .done()
                : post(process("misspelt"), "post")
                        .camundaInputParameter("chatId", expression)
                        .endEvent()
                        .done();
        processes.deploy(model, "misspelt");
        String instance = processes.start("misspelt", INPUTS);
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("'misspelt'");
        assertThat(processes.failures(instance)).hasSize(1);
        assertThat(cliq.posts()).isEmpty();
    }

    @Test
    void aNameThatIsMissingAfterThePostIsRetriedAsTheModelSays() {
        processes.deploy(
                post(process("afterwards"), "post")
                        .serviceTask("next")
                        .camundaExpression("${misspelt}")
                        .endEvent()
                        .done(),
                "afterwards");
        String instance = processes.start("afterwards", INPUTS);
        processes.awaitIncident(instance);
        assertThat(processes.failures(instance)).hasSize(3);
        assertThat(cliq.posts()).hasSize(1);
    }
}
