package io.github.camundacliq.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camundacliq.testing.Browser;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist and Cockpit in a real browser. */
@EngineTest
class CockpitBrowserTests {

    private static final String HOSTILE =
            "\"><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsWhatBecameOfAnInstanceStartedInTasklist() {
        cliq.next(StubCliq.Answer.of(200, "{\"message_id\":\"1700000000000_123\"}"));
        Date begin = new Date();
        login("tasklist");
        browser.click(".start-process-action a, a.start-process-action", "Start process");
        browser.click(".modal-body a", "Post and confirm");
        browser.type("input[cam-variable-name=chatId], input[name=chatId]", "2230642502702656126");
        browser.screenshot("tasklist-start-form");
        browser.click(".modal-footer button.btn-primary", "Start");
        browser.seeNone(".modal-footer");
        String instance =
                await().atMost(Duration.ofSeconds(60)).until(() -> postedSince(begin), found -> !found.isEmpty());

        browser.go("/camunda/app/cockpit/default/");
        browser.seeUser("Demo");
        openTab(instance, "Variables");
        browser.see(".variables-table, .cam-table", "response");
        browser.screenshot("cockpit-response");
        openTab(instance, "Cliq posts");
        browser.see(".cliq-table .cliq-delivered", "Delivered");
        assertThat(browser.see(".cliq-table tbody tr").getText())
                .contains("2230642502702656126", "cliq_connection", "1700000000000_123");
        browser.screenshot("cockpit-tab");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void findsFinishedInstancesOnItsOwnPage() {
        String instance = start("order-4711", "CT_finished");
        processes.awaitEnd(instance);
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        processes.awaitIncident(start("order-4712", "CT_unknown"));
        Uncertain.post(processes, cliq, "hello", "CT_uncertain");
        login("cockpit");

        browser.click("a[href='#/cliq-posts']", "Cliq posts");
        browser.see(".cliq-table");
        assertThat(browser.run("return document.title")).isEqualTo("Camunda Cockpit | Cliq posts");
        browser.screenshot("cockpit-page");
        assertThat(browser.run("""
                const page = document.querySelector('.cliq-page');
                return String(page.clientHeight <= window.innerHeight
                    && ['auto', 'scroll'].includes(getComputedStyle(page).overflowY));
                """))
                .as("scrolls by itself, which Cockpit's page does not")
                .isEqualTo("true");
        browser.type("#cliq-search-businessKey", "order-47*");
        browser.type("#cliq-search-chat", "CT_finished");
        browser.click(".cliq-search button", "Search");
        browser.seeOnly(".cliq-table tbody tr", instance);
        browser.seeOnly(".cliq-total", "1 post");
        assertThat(browser.location()).contains("businessKey=order-47*", "chat=CT_finished");
        browser.type("#cliq-search-chat", "CT_nobody");
        browser.click(".cliq-search button", "Search");
        browser.see(".cliq-empty", "No post matches");

        browser.route("#/dashboard");
        browser.see(".cliq-sum", "Rejected");
        browser.run("document.querySelector('.cliq-sums').scrollIntoView()");
        browser.screenshot("cockpit-dashboard");
        browser.route("#/process-definition/" + definition("hello") + "/runtime");
        browser.click(".nav-tabs a", "Cliq posts");
        browser.see(".cliq-table .cliq-uncertain", "Uncertain");
        browser.screenshot("cockpit-definition");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void postsAnUncertainPostAgainFromTheTab() {
        String instance = Uncertain.post(processes, cliq, "confirm", "CT_browser_again");
        int before = cliq.posts().size();
        login("cockpit");
        openTab(instance, "Cliq posts");
        browser.see(".cliq-table .cliq-uncertain");
        browser.screenshot("cockpit-uncertain");

        browser.click("button[title='Post again']");
        browser.see("dialog", "twice");
        browser.screenshot("cockpit-post-again");
        browser.click("dialog button", "Cancel");
        browser.seeNone("dialog");
        browser.click("button[title='Post again']");
        browser.click("dialog button.btn-primary", "Post again");

        browser.see(".cliq-table .cliq-delivered");
        assertThat(cliq.posts()).hasSize(before + 1);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void marksAnUncertainPostAsDeliveredFromTheTab() {
        String instance = Uncertain.post(processes, cliq, "confirm", "CT_browser_mark");
        int before = cliq.posts().size();
        login("cockpit");
        openTab(instance, "Cliq posts");

        browser.click("button[title='Mark as delivered']");
        browser.screenshot("cockpit-mark-delivered");
        browser.click("dialog button.btn-primary", "Mark as delivered");

        browser.see(".cliq-table .cliq-delivered");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(processes.incidents(instance)).isEmpty());
        assertThat(cliq.posts()).hasSize(before);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void keepsLookingAfterTheServerWasAwayForAMoment() {
        login("cockpit");
        cliq.next(new StubCliq.Answer(429, "{}", Map.of("Content-Type", "application/json", "Retry-After", "15")));
        String instance = start("away", "CT_browser_away");
        openTab(instance, "Cliq posts");
        browser.see(".cliq-table .cliq-waiting");

        browser.run("""
                const usual = window.fetch;
                window.fetch = (address, options) => {
                  if (!address.includes('/plugin/cliq/')) {
                    return usual(address, options);
                  }
                  window.fetch = usual;
                  return Promise.reject(new Error('away'));
                };
                """);

        browser.see(".cliq-posts .alert", "cannot be reached");
        browser.see(".cliq-table .cliq-delivered");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void saysHowToLogInAgain() {
        String instance = Uncertain.post(processes, cliq, "confirm", "CT_browser_logged_out");
        login("cockpit");
        String page = "/camunda/app/cockpit/default/#/cliq-posts?processInstance=" + instance;
        browser.route("#/cliq-posts?processInstance=" + instance);
        browser.see(".cliq-table .cliq-uncertain");

        browser.forgetCookies();
        browser.click("button[title='Post again']");
        browser.click("dialog button.btn-primary", "Post again");
        browser.see("dialog .alert", "Reload the page");
        browser.reload();
        browser.type("input[type=text]", "demo");
        browser.type("input[type=password]", "demo");
        browser.click("button[type=submit]");
        browser.see(".cliq-table .cliq-uncertain");
        assertThat(browser.location()).endsWith(page);
    }

    @Test
    void executesNothingOfWhatItShows() {
        cliq.next(StubCliq.Answer.of(
                404, "{\"code\":\"<img src=x onerror=document.title=1>\",\"message\":" + quoted(HOSTILE) + "}"));
        String instance = start(HOSTILE, "CT_hostile");
        processes.awaitIncident(instance);
        login("cockpit");

        browser.route("#/cliq-posts?processInstance=" + instance);
        assertThat(browser.see(".cliq-table tbody tr").getText()).contains("onerror=");
        browser.click(".cliq-response summary");
        assertThat(browser.count(".cliq-plugin img, .cliq-plugin script")).isZero();
        assertThat(browser.run("return document.title")).startsWith("Camunda Cockpit");
        browser.screenshot("cockpit-hostile");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private void login(String application) {
        browser.go("/camunda/app/" + application + "/default/");
        browser.type("input[type=text]", "demo");
        browser.type("input[type=password]", "demo");
        browser.click("button[type=submit]");
        browser.seeUser("Demo");
    }

    private void openTab(String instance, String tab) {
        browser.route("#/process-instance/" + instance + "/runtime");
        browser.click(".nav-tabs a", tab);
    }

    private String start(String businessKey, String chat) {
        return processes
                .engine()
                .getRuntimeService()
                .startProcessInstanceByKey("hello", businessKey, Map.of("chatId", chat, "message", "Hello"))
                .getId();
    }

    /** The instance whose post is confirmed next, or nothing. */
    private String postedSince(Date begin) {
        return processes
                .engine()
                .getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("confirm-seen")
                .taskCreatedAfter(begin)
                .list()
                .stream()
                .map(task -> task.getProcessInstanceId())
                .findFirst()
                .orElse("");
    }

    private String definition(String key) {
        return processes
                .engine()
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
