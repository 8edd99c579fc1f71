package io.github.camundacliq.engine;

import static io.github.camundacliq.testing.Flows.post;
import static io.github.camundacliq.testing.Flows.process;
import static io.github.camundacliq.testing.Flows.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.NodeTest;
import io.github.camundacliq.testing.StubCliq;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code onUncertain=verify}: the chat itself tells whether the post arrived. */
class VerifyTests extends NodeTest {

    private static final String OWN = "\"sender\":{\"id\":\"own\",\"name\":\"Own\"}";
    private static final String OTHER = "\"sender\":{\"id\":\"other\",\"name\":\"Other\"}";

    @Override
    protected Map<String, Object> properties() {
        return Map.of(
                "cliq.connections.cliq_connection.user", "own",
                "cliq.verify-after", "1s",
                "cliq.retry-cycle", "R9/PT0S");
    }

    @BeforeAll
    void start() {
        processes.deploy(simple("verify"), "verify");
    }

    private String startUncertain(String message, String chatShows) {
        cliq.next(StubCliq.Answer.of(502, "<html/>"));
        cliq.always(request -> request.method().equals("GET")
                ? StubCliq.Answer.of(200, "{\"data\":[" + chatShows + "]}")
                : new StubCliq.Answer(204, "", Map.of()));
        return processes.start("verify", Map.of("chatId", "7", "message", message, "onUncertain", "verify"));
    }

    private static String shown(String sender, String text) {
        return "{" + sender + ",\"type\":\"text\",\"content\":{\"text\":\"" + text + "\"}}";
    }

    private List<String> methods() {
        return cliq.posts().stream().map(StubCliq.Request::method).toList();
    }

    @Test
    void goesOnWithoutPostingAgainWhenTheChatShowsTheMessage() {
        String instance = startUncertain("Found", shown(OTHER, "Else") + "," + shown(OWN, "Found"));
        processes.awaitEnd(instance);
        assertThat(methods()).containsExactly("POST", "GET");
        assertThat(processes.json(instance, "response")).contains("\"status\":\"success\"");
    }

    @Test
    void knowsAMessageWhoseLinesTheChatBreaksInAnotherWay() {
        processes.awaitEnd(startUncertain("Two\r\n  lines", shown(OWN, "Two\\nlines")));
        assertThat(methods()).containsExactly("POST", "GET");
    }

    @Test
    void postsAgainWhenTheChatDoesNotShowTheMessage() {
        String instance = startUncertain("Absent", shown(OWN, "Else"));
        processes.awaitEnd(instance);
        assertThat(methods()).containsExactly("POST", "GET", "POST");
    }

    @Test
    void postsAgainOnlyAsOftenAsTheRetryCycleSays() {
        processes.deploy(
                post(process("silent"), "post")
                        .camundaFailedJobRetryTimeCycle("R2/PT0S")
                        .endEvent()
                        .done(),
                "silent");
        cliq.always(request -> StubCliq.Answer.of(request.method().equals("GET") ? 200 : 502, "{\"data\":[]}"));
        String instance = processes.start("silent", Map.of("chatId", "7", "message", "Hello", "onUncertain", "verify"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("it is not in the chat");
        assertThat(methods()).containsExactly("POST", "GET", "POST", "GET");
    }

    @Test
    void leavesTheDecisionToAnOperatorWhenSomebodyElseMayHaveWrittenTheMessage() {
        String instance = startUncertain("Whose", shown(OTHER, "Whose"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .contains(
                        "only from senders other than",
                        "set cliq.connections.cliq_connection.user to the id or the name");
        assertThat(methods()).containsExactly("POST", "GET");
    }

    @Test
    void leavesTheDecisionToAnOperatorWhenTheChatCannotBeRead() {
        cliq.next(StubCliq.Answer.of(502, "<html/>"));
        cliq.always(StubCliq.Answer.error(403, "oauthtoken_scope_invalid"));
        String instance =
                processes.start("verify", Map.of("chatId", "7", "message", "Unreadable", "onUncertain", "verify"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage()).contains("could not tell");
        assertThat(methods()).containsExactly("POST", "GET");
    }

    @Test
    void doesNotTakeAnEqualMessageOfAnotherInstanceForItsOwn() {
        String twin = processes.start("verify", Map.of("chatId", "7", "message", "Twin"));
        processes.awaitEnd(twin);
        String instance = startUncertain("Twin", shown(OWN, "Twin"));
        processes.awaitEnd(instance);
        assertThat(methods())
                .as("the twin's, its own, the look, its own again")
                .containsExactly("POST", "POST", "GET", "POST");
        assertThat(processes.incidentsEver(instance)).isZero();
    }
}
