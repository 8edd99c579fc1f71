package io.github.camundacliq.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.sandbox.SandboxAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every wrong configuration stops the start with the property, its value unless that is a secret, and the remedy. */
@ExtendWith(OutputCaptureExtension.class)
class WrongConfigurationTests {

    private static final String CONNECTION = "cliq.connections.team_a.";

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
                    cliq.connections.team_a.client-id              | ''             | client-id' is missing             | Zoho API console
                    cliq.connections.team_a.client-secret          | ''             | client-secret' is missing         | Zoho API console
                    cliq.connections.team_a.refresh-token          | ' '            | refresh-token' is missing         | ZohoCliq.Webhooks.CREATE
                    cliq.connections.team_a.client-secret          | ${NO_SUCH}     | still holds a placeholder         | Define what the placeholder names
                    cliq.connections.team_a.user                   | ${NO_SUCH}     | user' still holds a placeholder   | Define what the placeholder names
                    cliq.connections.team_a.data-center            | mars           | data-center' is 'mars'            | one of us, eu, in, au, jp, ca, sa, uk, cn
                    cliq.connections.team_a.grant                  | password       | grant' is 'password'              | one of refresh_token, client_credentials
                    cliq.connections.team_a.grant                  | client_credentials | scope' is missing             | ZohoCliq.Webhooks.CREATE
                    cliq.connections.team_a.scope                  | ZohoCliq.Messages.READ | scope' is set              | set grant to client_credentials
                    cliq.connections.team_a.soid                   | ZohoCliq.77    | soid' is set                      | set grant to client_credentials
                    cliq.http.connect-timeout                      | 1m             | connect-timeout' is PT1M          | cliq.http.total-timeout
                    cliq.connections.team_a.api-base-url           | cliq.zoho.eu   | api-base-url' is 'cliq.zoho.eu'   | https://cliq.zoho.eu
                    cliq.connections.team_a.api-base-url           | ftp://zoho.eu  | is 'ftp://zoho.eu'                | https://cliq.zoho.eu
                    cliq.connections.team_a.api-base-url           | https://a b    | is 'https://a%20b'                | such as https://
                    cliq.connections.team_a.accounts-base-url      | https://x.eu?a=1 | is 'https://x.eu?...'          | query
                    cliq.connections.team_a.accounts-base-url      | https:/x.eu    | is 'https:/x.eu'                  | such as https://
                    cliq.connections.team_a.limits.messages        | 50 per minute  | is '50 per minute'                | such as 50/1m
                    cliq.connections.team_a.limits.messages        | 0/1m           | is '0/1m'                         | such as 50/1m
                    cliq.connections.team_a.limits.files           | many/1m        | is 'many/1m'                      | such as 50/1m
                    cliq.connections.team_a.limits.messages        | 50/1           | is '50/1'                         | such as 50/1m
                    cliq.connections.team_a.limits.messages        | 50/107000000000d | is '50/107000000000d'           | such as 50/1m
                    cliq.connections.team_a.limits.lock            | 10             | lock' is PT0.01S                  | its unit, such as 10m
                    cliq.connections.team_a.limits.lock            | 107000000000d  | lock' is                          | to ten years
                    cliq.verify-after                              | 20             | verify-after' is PT0.02S          | its unit, such as 20s
                    cliq.http.read-timeout                         | 20             | read-timeout' is PT0.02S          | its unit, such as 20s
                    cliq.http.read-timeout                         | 99ms           | read-timeout' is PT0.099S         | its unit, such as 20s
                    cliq.journal.keep                              | 3661d          | keep' is                          | to ten years
                    cliq.retry-cycle                               | -PT10S         | '-PT10S' is no period             | PT10S,PT1M,PT5M
                    cliq.retry-cycle                               | R5/PT1S,PT2S | 'R5/PT1S' is no period            | PT10S,PT1M,PT5M
                    cliq.retry-cycle                               | "${NO_CYCLE}"  | retry-cycle' still holds a placeholder | Define
                    cliq.connections.team_a.api-base-url           | https://cliq.zoho.eu/api/v2/ | is 'https://cliq.zoho.eu/api/v2' | Leave /api/v2
                    cliq.connections.team_a.accounts-base-url      | https://accounts.zoho.eu/oauth/v2/token | is 'https://accounts | Leave /oauth/v2/token
                    cliq.http.proxy.password                       | do-not-print-3 | proxy.host' is missing            | leave
                    cliq.sandbox.messages                          | 0/1m           | sandbox.messages' is '0/1m'       | such as 50/1m
                    cliq.sandbox.tokens                            | 10/-1m         | sandbox.tokens' is '10/-1m'       | such as 50/1m
                    cliq.sandbox.lock                              | -1s            | cliq.sandbox.lock is PT-1S        | Correct
                    cliq.sandbox.kept-messages                     | 0              | cliq.sandbox.kept-messages is 0   | Correct
                    cliq.connections.team_a.limits.lock            | 0s             | lock' is PT0S                     | from 100ms
                    cliq.connections.team_a.refresh-token          | do-not print-3 | refresh-token' has a blank        | Set it without
                    cliq.connections.team_a.limits.lock            | soon           | lock' is 'soon'                   | such as 20s
                    cliq.connections.team_a.external-calls.limit   | 10000          | external-calls.period' is missing | both
                    cliq.connections.team_a.external-calls.period  | 1d             | external-calls.limit' is missing  | both
                    cliq.connections.team_a.external-calls.limit   | lots           | limit' is 'lots'                  | whole number
                    cliq.connections.[team a].client-id            | 1000.X         | link name that Zoho does not know | letters, digits
                    cliq.connections.team_b                        | do-not-print-3 | has a value of the wrong kind     | properties below it
                    cliq.connections.team_b.client-id              | 1000.X         | team_b.client-secret' is missing  | Zoho API console
                    cliq.default-connection                        | team_b         | but the configured connections are [team_a] | configure cliq.connections.team_b
                    cliq.http.connect-timeout                      | -1s            | connect-timeout' is PT-1S         | from 100ms
                    cliq.http.read-timeout                         | 0s             | read-timeout' is PT0S             | from 100ms
                    cliq.http.read-timeout                         | 31s            | longer than the PT30S             | cliq.http.total-timeout
                    cliq.http.read-timeout                         | 20 seconds     | is '20 seconds'                   | such as 20s
                    cliq.http.total-timeout                        | 5m             | to another thread after PT5M      | lock-time-in-millis
                    cliq.http.proxy.host                           | proxy.zylker.com | proxy.port' is missing          | such as 3128
                    cliq.http.proxy.host                           | http://proxy   | host' is 'http://proxy'           | the host alone
                    cliq.http.proxy.host                           | proxy:3128     | host' is 'proxy:3128'             | the host alone
                    cliq.http.proxy.host                           | http://me:do-not-print@proxy:3128 | has a login in it | properties of their own
                    cliq.http.proxy.host                           | me:do-not-print@proxy | has a login in it          | properties of their own
                    cliq.connections.team_a.api-base-url           | http://localhost:80800 | is 'http://localhost:80800' | such as https://
                    cliq.http.proxy.host                           | "${NO_PROXY_}" | host' still holds a placeholder   | Define
                    cliq.http.proxy.username                       | "${NO_USER}"   | username' still holds a placeholder | Define
                    cliq.http.proxy.port                           | 3128           | proxy.host' is missing            | leave
                    cliq.http.proxy.port                           | https          | port' is 'https'                  | whole number
                    cliq.max-concurrent-posts                      | 0              | max-concurrent-posts' is 0        | at least 1
                    cliq.max-text-length                           | -1             | max-text-length' is -1            | at least 1
                    cliq.retry-cycle                               | often          | retry-cycle' is 'often'           | PT10S,PT1M,PT5M
                    cliq.retry-cycle                               | PT10S,1 minute | is 'PT10S,1 minute'               | PT10S,PT1M,PT5M
                    cliq.retry-cycle                               | ''             | retry-cycle' is ''                | PT10S,PT1M,PT5M
                    cliq.files.part-name                           | ' '            | part-name' is                     | files or file
                    cliq.enabled                                   | maybe          | enabled' is 'maybe'               | Give true or false
                    cliq.enabled                                   | off            | enabled' is 'off'                 | Give true or false
                    cliq.sandbox.enabled                           | maybe          | sandbox.enabled' is 'maybe'       | Give true or false
                    cliq.sandbox.enabled                           | on             | sandbox.enabled' is 'on'          | Give true or false
                    cliq.sandbox.enabeld                           | true           | sandbox.enabeld' is unknown       | Those of 'cliq.sandbox' are enabled, messages
                    cliq.sandbox.messages                          | lots           | sandbox.messages' is 'lots'       | such as 50/1m
                    cliq.sandbox.lock                              | soon           | sandbox.lock' is 'soon'           | such as 20s
                    cliq.sandbox.kept-files                        | many           | sandbox.kept-files' is 'many'     | such as 1GB
                    cliq.sandbox.text-length                       | long           | sandbox.text-length' is 'long'    | whole number
                    cliq.sandbox                                   | true           | sandbox' has a value of the wrong kind | properties below it
                    cliq.sandbx.enabled                            | true           | sandbx.enabled' is unknown        | journal, sandbox
                    cliq.connection.team_a.client-id               | 1000.X         | connection.team_a.client-id' is unknown | Those of 'cliq' are
                    cliq.http.conect-timeout                       | 5s             | conect-timeout' is unknown        | connect-timeout, read-timeout
                    cliq.http.proxy.hostname                       | proxy          | hostname' is unknown              | Those of 'cliq.http.proxy' are host, port
                    cliq.http.proxy                                | proxy:3128     | has a value of the wrong kind     | properties below it
                    cliq.journal.initialise-schema                 | always         | initialise-schema' is unknown     | initialize-schema, keep
                    cliq.files.name                                | file           | files.name' is unknown            | part-name
                    cliq.connections.team_a.external-calls.per     | 1d             | external-calls.per' is unknown    | limit, period
                    cliq.connections.team_a.secret                 | do-not-print-3 | team_a.secret' is unknown         | client-secret
                    cliq.retry-cycles                              | PT1M           | retry-cycles' is unknown          | retry-cycle, max-text-length
                    cliq.connections.team_a.refresh-tokens         | do-not-print-3 | refresh-tokens' is unknown        | Those of 'cliq.connections.team_a' are
                    cliq.connections.team_a.limits.messages-a-minute | 50           | messages-a-minute' is unknown     | messages, files, lock
                    cliq.journal.keep                              | 0d             | keep' is PT0S                     | such as 30d
                    cliq.journal.initialize-schema                 | sometimes      | is 'sometimes'                    | one of always, embedded, never
                    cliq.journal.initialize-schema                 | never          | tables are missing                | schema-h2.sql
                    """)
    void stopsTheStart(String property, String value, String fact, String remedy) {
        Starts.runner().withPropertyValues(property + "=" + value).run(context -> {
            FailureAnalysis analysis = Starts.analysis(context);
            assertThat(analysis.getDescription()).contains(fact);
            assertThat(analysis.getAction()).contains(remedy);
            assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("do-not-print");
        });
    }

    @Test
    void periodsFromATenthOfASecondToTenYearsStart() {
        Starts.runner()
                .withPropertyValues("cliq.http.read-timeout=100ms", "cliq.journal.keep=3660d")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void connectionsOfOneUserHaveTheSameLimits() {
        expect(
                Starts.runner()
                        .withPropertyValues(
                                CONNECTION + "user=bot",
                                "cliq.connections.team_b.client-id=1000.B",
                                "cliq.connections.team_b.client-secret=do-not-print-3",
                                "cliq.connections.team_b.refresh-token=do-not-print-4",
                                "cliq.connections.team_b.user=bot",
                                "cliq.connections.team_b.limits.messages=10/1m"),
                "differ from those of 'team_a', which acts for the same user 'bot'",
                "Zoho counts for the user");
    }

    @Test
    void linkNamesDifferInMoreThanBootCanSee() {
        expect(
                Starts.runner().withPropertyValues("cliq.connections.Team-A.client-id=1000.B"),
                "'Team-A' and 'team_a', which differ only in case, '_' and '-'",
                "give one of them another name");
    }

    @Test
    void userFitsIntoTheJournal() {
        expect(
                Starts.runner().withPropertyValues(CONNECTION + "user=" + "u".repeat(201)),
                "Property 'cliq.connections.team_a.user' has 201 characters.",
                "at most 200 characters");
        Starts.runner()
                .withPropertyValues(CONNECTION + "user=" + "u".repeat(200))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void linkNameFitsIntoTheJournal() {
        String longest = "n".repeat(100);
        Starts.bare()
                .withPropertyValues(
                        "cliq.connections." + longest + ".client-id=1000.X",
                        "cliq.connections." + longest + ".client-secret=do-not-print-1",
                        "cliq.connections." + longest + ".refresh-token=do-not-print-2")
                .run(context -> assertThat(context).hasNotFailed());
        expect(
                Starts.bare().withPropertyValues("cliq.connections." + longest + "n.client-id=1000.X"),
                "has a link name that Zoho does not know",
                "1 to 100 letters");
    }

    @Test
    void proxyLoginIsComplete() {
        expect(
                Starts.runner()
                        .withPropertyValues(
                                "cliq.http.proxy.host=proxy",
                                "cliq.http.proxy.port=3128",
                                "cliq.http.proxy.username=zylker"),
                "Property 'cliq.http.proxy.password' is missing",
                "both");
    }

    @Test
    void noLoginIsPartOfAnAddress() {
        expect(
                Starts.runner().withPropertyValues(CONNECTION + "api-base-url=https://me:do-not-print@zoho.eu"),
                "has a login in it",
                "without a login");
        expect(
                Starts.runner().withPropertyValues(CONNECTION + "api-base-url=https://me:do-not-print@zoho eu"),
                "has a login in it",
                "without a login");
    }

    @Test
    void spinJsonIsThere() {
        expect(
                Starts.runner().withClassLoader(new FilteredClassLoader("org.camunda.spin.impl.json")),
                "Camunda Spin with its JSON format is not on the class path",
                "camunda-spin-dataformat-json-jackson");
        expect(
                Starts.runner().withClassLoader(new FilteredClassLoader("org.camunda.spin.plugin")),
                "Camunda Spin with its JSON format is not on the class path",
                "camunda-engine-plugin-spin");
    }

    @Test
    void whatServesTheSandboxIsThere() {
        expect(
                Starts.runner()
                        .withPropertyValues("cliq.sandbox.enabled=true")
                        .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet")),
                "'cliq.sandbox.enabled' is true, and Spring MVC",
                "spring-boot-starter-web");
    }

    @Test
    void theHttpClientIsThere() {
        expect(
                Starts.runner()
                        .withClassLoader(
                                new FilteredClassLoader("org.springframework.web", "org.springframework.http")),
                "Spring's RestClient is not on the class path",
                "org.springframework:spring-web");
    }

    @Test
    void sandboxExplainsItsOwnSettings() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SandboxAutoConfiguration.class))
                .withPropertyValues("cliq.sandbox.enabled=true", "cliq.sandbox.messages=lots")
                .run(context -> assertThat(
                                Starts.analysis(context.getStartupFailure()).getAction())
                        .contains("such as 50/1m"));
    }

    @Test
    void noConnectionAtAllIsAWarning(CapturedOutput output) {
        Starts.bare().run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output)
                    .contains("No connection is configured")
                    .contains("cliq.connections.<link-name>.client-id");
        });
    }

    @Test
    void databaseThatIsDownIsToldWithItsDriversWords() {
        expect(
                Starts.runner().withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/engine"),
                "The engine's database cannot be opened: Connection to 127.0.0.1:1 refused.",
                "spring.datasource.url");
    }

    @Test
    void fileThatIsNoDatabaseIsToldWithItsDriversWords(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
            throws Exception {
        java.nio.file.Files.writeString(folder.resolve("engine.mv.db"), "not a database");
        expect(
                Starts.runner().withPropertyValues("spring.datasource.url=jdbc:h2:file:" + folder.resolve("engine")),
                "The engine's database cannot be opened: IO Exception",
                "nobody else has its file");
    }

    @Test
    void fileThatForgetsIsAWarning(CapturedOutput output, @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        String file = "spring.datasource.url=jdbc:h2:file:" + folder.resolve("engine");
        Starts.runner().withPropertyValues(file + "_that_keeps;WRITE_DELAY=0").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).doesNotContain("WRITE_DELAY");
        });
        Starts.runner().withPropertyValues(file).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).contains("Add ;WRITE_DELAY=0 to spring.datasource.url");
        });
    }

    @Test
    void usualConfigurationStarts(CapturedOutput output) {
        Starts.runner().run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("WARN");
    }

    private static void expect(ApplicationContextRunner runner, String fact, String remedy) {
        runner.run(context -> {
            FailureAnalysis analysis = Starts.analysis(context);
            assertThat(analysis.getDescription()).contains(fact);
            assertThat(analysis.getAction()).contains(remedy);
            assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("do-not-print");
        });
    }
}
