package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.github.camundacliq.testing.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. */
class PageTests extends SandboxTest {

    private static final String EVERYTHING = """
            {"text":"*bold* _slanted_ ~gone~ [site](https://example.com/a?b=1&c=2) {@demo}\\n!quoted\\n#Title\\n---",
             "bot":{"name":"Invoice Bot"},
             "card":{"title":"Invoice 4711","theme":"modern-inline"},
             "slides":[
               {"type":"table","data":{"headers":["Item"],"rows":[{"Item":"Bolts"}]}},
               {"type":"label","data":[{"Supplier":"Zylker"}]},
               {"type":"list","data":["Checked"]},
               {"type":"images","data":["https://example.com/i.png"]},
               {"type":"percentage_chart","data":[{"label":"A","value":1},{"label":"B","value":3}]},
               {"type":"graph","data":[{"category":"C","values":[{"label":"Jan","value":2}]}]}],
             "buttons":[{"label":"Approve","type":"+","action":{"type":"invoke.function","data":{"name":"yes"}}}]}
            """;

    /** Whether an element hides a part of its text. */
    private static final String CUT = "const it = document.querySelector('%s');"
            + " return String(it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight + 1)";

    @LocalServerPort
    private int port;

    @Test
    void showsWhatCliqWouldShow() throws IOException {
        String page = pageWith(EVERYTHING);

        assertThat(page)
                .contains("<strong>bold</strong>", "<em>slanted</em>", "<s>gone</s>")
                .contains("href=\"https://example.com/a?b=1&amp;c=2\"")
                .contains("<span class=\"mention\">@demo</span>")
                .contains("<blockquote>quoted</blockquote>", "<p class=\"large\">Title</p>", "<hr>")
                .contains("<b>Invoice Bot</b>", "posted by demo")
                .contains("<article class=\"card modern-inline\"><h3>Invoice 4711</h3>")
                .contains("<td>Bolts</td>", "<dt>Supplier</dt><dd>Zylker</dd>", "<li>Checked</li>")
                .contains("href=\"https://example.com/i.png\"", "<b>75 %</b>", "<rect class=\"series-0\"")
                .contains("invoke.function: yes")
                .doesNotContain("<img src=\"https");
    }

    @Test
    void nothingOfAMessageIsExecuted() throws IOException {
        String script =
                "<script>document.body.dataset.owned=1</script><img src=x onerror=document.body.dataset.owned=1>";
        String page = pageWith("""
                {"text":"%1$s\\n[go](javascript:document.body.dataset.owned=1) [go](data:text/html,x) [go](vbscript:x)\\n!%1$s\\n#%1$s {@%1$s}",
                 "bot":{"name":"\\"><%1$s"},
                 "card":{"title":"%1$s","thumbnail":"javascript:document.body.dataset.owned=1"},
                 "slides":[
                   {"type":"table","title":"%1$s","data":{"headers":["%1$s","__proto__"],"rows":[{"%1$s":"%1$s"},["%1$s"],null,5]}},
                   {"type":"label","data":[{"%1$s":"%1$s"},null]},
                   {"type":"list","data":["%1$s",{"a":"%1$s"},null],"styles":{"type":"constructor"}},
                   {"type":"images","data":["javascript:document.body.dataset.owned=1",null]},
                   {"type":"percentage_chart","data":[{"label":"%1$s","value":"NaN"},null]},
                   {"type":"graph","data":[{"category":"%1$s","values":[{"label":"%1$s","value":"1e999"},null]},null]}],
                 "buttons":[{"label":"%1$s","type":"\\" onclick=\\"x","action":{"type":"%1$s","data":{"web":"javascript:x"}}},{}],
                 "references":{"1":null}}
                """.formatted(script));

        assertThat(page)
                .contains("&lt;script&gt;")
                .doesNotContain(
                        "data-owned", "href=\"javascript:", "href=\"data:", "href=\"vbscript:", "<img src=\"x\"")
                .doesNotContainPattern("<script(?! type=\"module\" src=\"page.js\")")
                .doesNotContainPattern("<[a-z]+ [^>]*onclick=\"x");
    }

    @Test
    void isUsableByKeyboardAlone() throws IOException {
        String token = client.token();
        client.post(token, CHAT, "{\"text\":\"Hello\"}");
        client.post(token, "CT_2", "{\"text\":\"Hello, two\"}");
        try (Browser browser = Browser.open(port)) {
            browser.go("/cliq#chat=CT_2");
            browser.see(".message", "Hello, two");
            tabTo(browser, "Skip to the messages");
            tabTo(browser, "Faults and limits");
            tabTo(browser, "CT_2");
            browser.press(Keys.ARROW_DOWN);
            browser.press(Keys.ENTER);
            browser.see(".chat-title h2", CHAT);

            for (int back = 0; back < 2; back++) {
                browser.press(Keys.chord(Keys.SHIFT, Keys.TAB));
            }
            assertThat(browser.focused()).isEqualTo("Faults and limits");
            browser.press(Keys.ENTER);
            browser.see("#fault");
            tabTo(browser, "Inject");
            browser.press(Keys.ENTER);
            browser.see("#faults li", "Throttle");
            tabTo(browser, "Take back Throttle");
            browser.press(Keys.SPACE);
            browser.see("#faults li", "No fault is waiting");
            browser.screenshot("sandbox-controls");
            assertThat(browser.focused()).isEqualTo("Waiting");
            browser.press(Keys.ESCAPE);
            assertThat(browser.focused()).isEqualTo("Faults and limits");
            assertThat(browser.run("return document.getElementById('controls').hidden"))
                    .isEqualTo("true");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void fitsOnAPhone() throws IOException {
        postEverything();
        try (Browser browser = Browser.open(port)) {
            browser.asOnAPhone();
            browser.go("/cliq");
            browser.see("#chats", CHAT);
            browser.screenshot("sandbox-phone-chats");
            browser.click("#chats a");
            browser.see(".message");
            browser.screenshot("sandbox-phone-chat");
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .isEqualTo("390");
            browser.click(".back");
            browser.see("#chats", CHAT);
            browser.click("#controls-toggle");
            browser.see("#fault");
            browser.screenshot("sandbox-phone-controls");
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .isEqualTo("390");
            browser.click("#controls-toggle");
            browser.see("#chats", CHAT);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsAllOfALongChatId() throws IOException {
        String chat = "CT_1894736520184930172_847291635";
        client.post(client.token(), chat, "{\"text\":\"Hello\"}");
        try (Browser browser = Browser.open(port)) {
            browser.asOnAPhone();
            browser.go("/cliq");
            browser.see("#chats", chat);
            assertThat(browser.run(CUT.formatted("#chats .id"))).isEqualTo("false");
            browser.click("#chats a");
            browser.see(".chat-title h2", chat);
            browser.screenshot("sandbox-phone-long-id");
            assertThat(browser.run(CUT.formatted(".chat-title h2"))).isEqualTo("false");
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .isEqualTo("390");
        }
    }

    @Test
    void saysThatNothingWasPostedToAChat() throws IOException {
        String token = client.token();
        client.post(token, CHAT, "{\"text\":\"Hello\"}");
        try (Browser browser = Browser.open(port)) {
            browser.go("/cliq#chat=CT_forgotten");
            browser.see("#nothing", "CT_forgotten");
            client.post(token, "CT_forgotten", "{\"text\":\"Here I am\"}");
            browser.see(".message", "Here I am");
            assertThat(browser.run("return document.getElementById('nothing').hidden"))
                    .isEqualTo("true");

            browser.run("location.hash = ''");
            client.post(token, CHAT, "{\"text\":\"Hello again\"}");
            browser.run("location.hash = 'chat=CT_forgotten'");
            browser.see(".chat-title h2", "CT_forgotten");
            browser.run("location.hash = ''");
            browser.see(".chat-title h2", CHAT);
        }
    }

    @Test
    void leadsTheKeyboardToNewMessages() throws IOException {
        String token = client.token();
        for (int count = 0; count < 30; count++) {
            client.post(token, CHAT, "{\"text\":\"Hello\"}");
        }
        try (Browser browser = Browser.open(port)) {
            browser.go("/cliq#chat=" + CHAT);
            browser.see(".message");
            tabTo(browser, "Messages");
            browser.press(Keys.HOME);
            browser.see(".message");
            await().until(() -> browser.run("return document.getElementById('messages').scrollTop")
                    .equals("0"));
            client.post(token, CHAT, "{\"text\":\"The newest\"}");
            browser.see("#news");
            browser.press(Keys.chord(Keys.SHIFT, Keys.TAB));
            assertThat(browser.focused()).contains("New messages");
            browser.press(Keys.ENTER);
            assertThat(browser.focused()).isEqualTo("Messages");
            browser.see(".message", "The newest");
        }
    }

    @Test
    void isLegibleInTheDark() throws IOException {
        postEverything();
        try (Browser browser = Browser.open(port)) {
            browser.go("/cliq#chat=" + CHAT);
            browser.see(".message");
            String light = ground(browser);
            browser.screenshot("sandbox-light");
            browser.inTheDark();
            browser.screenshot("sandbox-dark");
            assertThat(ground(browser)).isNotEqualTo(light);
        }
    }

    private static String ground(Browser browser) {
        return browser.run("return getComputedStyle(document.body).backgroundColor");
    }

    /** Presses the key as often as it takes; fails if it leads nowhere near. */
    private static void tabTo(Browser browser, String name) {
        for (int presses = 0; presses < 40; presses++) {
            browser.press(Keys.TAB);
            if (browser.focused().contains(name)) {
                return;
            }
        }
        fail("The tab key does not lead to " + name);
    }

    private void postEverything() throws IOException {
        String token = client.token();
        client.post(token, CHAT, EVERYTHING);
        client.post(token, CHAT, """
                {"text":"A poll","card":{"title":"Where do we eat?","theme":"poll","options":[{"text":"Canteen"},{"text":"Market"}]}}""");
        client.post(token, CHAT, """
                {"text":"Please decide","card":{"title":"Release 7?","theme":"prompt"},
                 "buttons":[{"label":"Yes","type":"+","action":{"type":"invoke.function","data":{"name":"yes"}}},
                            {"label":"No","type":"-","action":{"type":"open.url","data":{"web":"https://example.com"}}}]}""");
        client.postFiles(
                token,
                CHAT,
                new SandboxClient.Parts()
                        .file("files", "quarter-4711.csv", "a,b".getBytes(StandardCharsets.UTF_8))
                        .field("comments", "[\"The figures of the *quarter*\"]"));
    }

    private String pageWith(String message) throws IOException {
        try (Browser browser = Browser.open(port)) {
            assertThat(client.post(client.token(), CHAT, message).statusCode()).isEqualTo(204);
            browser.go("/cliq#chat=" + CHAT);
            browser.see(".message");
            assertThat(browser.consoleErrors()).isEmpty();
            return browser.run("return document.documentElement.outerHTML");
        }
    }
}
