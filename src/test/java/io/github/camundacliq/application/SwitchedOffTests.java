package io.github.camundacliq.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.CliqCamundaApplication;
import io.github.camundacliq.testing.Browser;
import io.github.camundacliq.testing.Rest;
import io.github.camundacliq.testing.WebappSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** {@code cliq.enabled: false} in an application that asks for the sandbox, too: an engine as if there were no plugin. */
@Tag("own-application")
@DirtiesContext
@SpringBootTest(
        classes = CliqCamundaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "cliq.enabled=false",
            "cliq.sandbox.enabled=true",
        })
@ActiveProfiles("sandbox")
@Import(Rest.class)
class SwitchedOffTests {

    @Autowired
    Rest rest;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"/cliq", "/cliq/", "/cliq/api/v2/chats/CT_1/messages", "/actuator/cliq"})
    void nothingOfThePluginAnswers(String path) {
        assertThat(rest.get(path).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void theEngineServesAsBefore() {
        assertThat(rest.get("/engine-rest/process-definition/count")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(rest.get("/actuator/health").getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void cockpitIsToldThatThereIsNoJournal() {
        WebappSession demo = WebappSession.of("demo", "demo", port);
        JsonNode page = demo.json("api/cockpit/plugin/cliq/default/posts");
        JsonNode sums = demo.json("api/cockpit/plugin/cliq/default/sums");
        assertThat(page.path("journal").asBoolean(true)).isFalse();
        assertThat(page.path("posts")).isEmpty();
        assertThat(sums.path("journal").asBoolean(true)).isFalse();
    }

    @Test
    void cockpitShowsThatAndNoError() {
        try (Browser browser = Browser.open(port)) {
            browser.go("/camunda/app/cockpit/default/");
            browser.type("input[type=text]", "demo");
            browser.type("input[type=password]", "demo");
            browser.click("button[type=submit]");
            browser.seeUser("Demo");
            browser.see(".cliq-sums", "keeps no journal");
            browser.click("a[href='#/cliq-posts']", "Cliq posts");
            browser.see(".cliq-posts", "keeps no journal");
            browser.screenshot("cockpit-switched-off");
            assertThat(browser.count(".cliq-plugin .alert")).isZero();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }
}
