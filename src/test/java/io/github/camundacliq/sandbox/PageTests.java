package io.github.camundacliq.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. */
@Timeout(120)
class PageTests extends SandboxTest {

    @LocalServerPort
    private int port;

    @Test
    void showsWhatCliqWouldShow(@TempDir Path folder) throws Exception {
        String page = pageWith(folder, """
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
                """);

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
    void nothingOfAMessageIsExecuted(@TempDir Path folder) throws Exception {
        String script =
                "<script>document.body.dataset.owned=1</script><img src=x onerror=document.body.dataset.owned=1>";
        String page = pageWith(folder, """
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

    private String pageWith(Path folder, String message) throws Exception {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "SKIPPED: no Chromium at " + Chromium.PLACES);
        assertThat(browser.post(browser.token(), CHAT, message).statusCode()).isEqualTo(204);
        String address = "http://localhost:" + port + "/cliq#chat=" + CHAT;

        try (Chromium chromium = Chromium.open(program.get(), folder.resolve("profile"), address)) {
            String document = chromium.document(".message");
            assertThat(chromium.errors()).isEmpty();
            return document;
        }
    }
}
