package io.github.camundacliq.processes;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.testing.Browser;
import io.github.camundacliq.testing.Processes;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** One browser through all pages of one application: Tasklist, the sandbox page, Cockpit. */
@Tag("own-application")
@ExampleTest
class DeskTests {

    private static final String CHAT = "2230642502702656126";

    @Autowired
    Requests requests;

    @Autowired
    Processes processes;

    private Browser browser;

    @BeforeEach
    void open(@Autowired Environment environment) {
        requests.reset();
        browser = Browser.open(environment.getRequiredProperty("server.port", Integer.class));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void leadsFromTasklistsFormOverTheSandboxPageToCockpit() {
        login("tasklist");
        browser.click(".start-process-action a, a.start-process-action", "Start process");
        browser.click(".modal-body a", "Post and confirm");
        browser.type("input[cam-variable-name=chatId], input[name=chatId]", CHAT);
        browser.screenshot("desk-1-tasklist");
        browser.click(".modal-footer button.btn-primary", "Start");
        await().until(() -> requests.posts().size() == 1);
        assertThat(browser.consoleErrors()).isEmpty();

        browser.go("/cliq");
        browser.see(".message .text");
        browser.see(".chat-title", CHAT);
        browser.screenshot("desk-2-sandbox");
        assertThat(browser.consoleErrors()).isEmpty();

        browser.click(".message a.instance");
        browser.see(".nav-tabs .active", "Cliq posts");
        browser.see(".cliq-table .cliq-delivered", "Delivered");
        assertThat(browser.see(".cliq-table tbody tr").getText()).contains(CHAT, "cliq_connection");
        assertThat(browser.location()).contains("#/process-instance/");
        browser.screenshot("desk-3-cockpit-tab");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void leadsFromAMessageToItsPostsWhereTheInstanceIsOver() {
        String instance = processes.start("hello", Map.of("chatId", CHAT, "message", "I am over"));
        processes.awaitEnd(instance);
        browser.go("/cliq");
        browser.see(".message", "I am over");

        browser.click(".message a.instance");
        enterPassword();

        browser.see(".cliq-table tbody tr", instance);
        assertThat(browser.count(".cliq-table tbody tr")).isOne();
        assertThat(browser.location()).contains("#/cliq-posts?processInstance=" + instance);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void liftingALockOnTheSandboxPageLetsTheMessageArrive() {
        requests.lockOutNext();
        String instance = processes.start("hello", Map.of("chatId", CHAT, "message", "I have waited"));
        processes.awaitJob(instance, job -> job.getDuedate() != null);
        browser.go("/cliq");
        browser.click("#controls-toggle");
        browser.see(".uses .locked", "locked until");
        browser.screenshot("desk-4-locked");

        browser.click("#lift");

        browser.see(".message", "I have waited");
        processes.awaitEnd(instance);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private void login(String application) {
        browser.go("/camunda/app/" + application + "/default/");
        enterPassword();
        browser.seeUser("Demo");
    }

    private void enterPassword() {
        browser.type("input[type=text]", "demo");
        browser.type("input[type=password]", "demo");
        browser.click("button[type=submit]");
    }
}
