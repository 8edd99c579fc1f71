package io.github.camundacliq.cockpit;

import static io.github.camundacliq.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Models;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.WebappSession;
import java.io.File;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Cockpit's scripts get over HTTP, and what they can do. */
@EngineTest
class PostsResourceTests {

    private static final String API = "api/cockpit/plugin/cliq/default/";

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    JdbcTemplate database;

    @LocalServerPort
    int port;

    WebappSession demo;

    @BeforeEach
    void login() {
        cliq.reset();
        demo = WebappSession.of("demo", "demo", port);
    }

    @Test
    void tellsOfADeliveredPost() {
        cliq.always(StubCliq.Answer.of(200, "{\"message_id\":\"1700000000000%20123\"}"));
        String instance = processes.start("hello", Map.of("chatId", "CT_1", "message", "secret text"));
        processes.awaitEnd(instance);

        JsonNode post = onlyPost("processInstance=" + instance);

        assertThat(post.path("state").asText()).isEqualTo("delivered");
        assertThat(post.path("chat").asText()).isEqualTo("CT_1");
        assertThat(post.path("connection").asText()).isEqualTo("cliq_connection");
        assertThat(post.path("kind").asText()).isEqualTo("TEXT");
        assertThat(post.path("calls").asInt()).isOne();
        assertThat(post.path("process").asText()).isEqualTo("hello");
        assertThat(post.path("response").toString())
                .isEqualTo("{\"status\":\"success\",\"message_id\":\"1700000000000%20123\"}");
        assertThat(post.path("running").asBoolean()).isFalse();
        assertThat(post.path("decidable").asBoolean()).isFalse();
        assertThat(post.toString()).doesNotContain("secret text");
    }

    @Test
    void tellsOfARejectedPostWithItsCode() {
        cliq.always(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start("hello", Map.of("chatId", "CT_2", "message", "Hello"));
        processes.awaitIncident(instance);

        JsonNode post = onlyPost("processInstance=" + instance);

        assertThat(post.path("state").asText()).isEqualTo("rejected");
        assertThat(post.path("code").asText()).isEqualTo("chat_not_found");
        assertThat(post.at("/response/message").asText()).contains("Cliq explains chat_not_found");
        assertThat(post.path("incident").asBoolean()).isTrue();
        assertThat(post.path("running").asBoolean()).isTrue();
        assertThat(post.path("decidable").asBoolean()).isFalse();
    }

    @Test
    void findsFinishedPostsByWhatIsKnownOfThem() {
        String key = "order-%_!" + System.nanoTime();
        String instance = processes
                .engine()
                .getRuntimeService()
                .startProcessInstanceByKey("hello", key, Map.of("chatId", "CT_search", "message", "Hello"))
                .getId();
        processes.awaitEnd(instance);
        String before = Instant.now().minus(Duration.ofMinutes(1)).toString();

        for (String search : List.of(
                "businessKey=" + encoded(key),
                "businessKey=" + encoded("order-%_!*" + key.substring(12)),
                "businessKey=" + encoded(key) + "&chat=CT_search",
                "businessKey=" + encoded(key) + "&chat=" + encoded("CT*rch") + "&process=hello",
                "businessKey=" + encoded(key) + "&connection=cliq_connection&state=delivered&state=rejected",
                "businessKey=" + encoded(key) + "&from=" + before)) {
            assertThat(onlyPost(search).path("processInstance").asText()).isEqualTo(instance);
        }
        for (String search : List.of(
                "businessKey=" + encoded("order-*_!x"),
                "businessKey=" + encoded(key) + "&state=waiting",
                "businessKey=" + encoded(key) + "&chat=CT_",
                "businessKey=" + encoded(key) + "&to=" + before)) {
            assertThat(posts(search)).isEmpty();
        }
    }

    @Test
    void findsWhatIsNotOverYet() {
        String chat = "CT_open_" + System.nanoTime();
        Map<String, Object> refused = Map.of("chatId", chat, "message", "Hello", "onRejected", "continue");
        cliq.always(StubCliq.Answer.error(404, "chat_not_found"));
        processes.awaitEnd(processes.start("hello", refused));
        String incident = processes.start("hello", Map.of("chatId", chat, "message", "Hello"));
        processes.awaitIncident(incident);

        assertThat(posts("chat=" + chat + "&state=rejected")).hasSize(2);
        JsonNode open = onlyPost("chat=" + chat + "&state=rejected&open=true");
        assertThat(open.path("processInstance").asText()).isEqualTo(incident);

        processes.cancel(incident);
        assertThat(posts("chat=" + chat + "&open=true")).isEmpty();
    }

    @Test
    void tellsWhetherTheChatIsReadBack() {
        String instance = Uncertain.post(processes, cliq, "hello", "CT_open");
        database.update("update CLIQ_JOURNAL set ON_UNCERTAIN_ = 'VERIFY' where PROC_INST_ = ?", instance);
        assertThat(onlyPost("processInstance=" + instance).path("readBack").asBoolean())
                .as("after an incident a retry posts again")
                .isFalse();
        database.update("update CLIQ_JOURNAL set STATE_ = 'UNCERTAIN' where PROC_INST_ = ?", instance);
        assertThat(onlyPost("processInstance=" + instance).path("readBack").asBoolean())
                .isTrue();
        processes.cancel(instance);
    }

    @Test
    void pagesThroughMoreThanFitOnOne() {
        String chat = "CT_pages_" + System.nanoTime();
        for (int i = 0; i < 5; i++) {
            processes.start("hello", Map.of("chatId", chat, "message", "Hello"));
        }
        await().until(() -> posts("chat=" + chat + "&state=delivered").size() == 5);

        JsonNode first = demo.json(API + "posts?chat=" + chat + "&most=2");
        JsonNode last = demo.json(API + "posts?chat=" + chat + "&most=2&first=4");

        assertThat(first.path("total").asInt()).isEqualTo(5);
        assertThat(first.path("posts")).hasSize(2);
        assertThat(last.path("posts")).hasSize(1);
        assertThat(created(first)).isAfterOrEqualTo(created(last));
    }

    private static Instant created(JsonNode page) {
        return Instant.parse(page.at("/posts/0/created").asText());
    }

    @Test
    void tellsWhyAPostWaits() {
        cliq.next(new StubCliq.Answer(429, "{}", Map.of("Content-Type", "application/json", "Retry-After", "8")));
        String instance = processes.start("hello", Map.of("chatId", "CT_waits", "message", "Hello"));

        JsonNode post = await().until(
                        () -> posts("processInstance=" + instance + "&state=waiting"), found -> !found.isEmpty())
                .get(0);

        assertThat(post.path("reason").asText()).isNotBlank();
        assertThat(Instant.parse(post.path("due").asText())).isAfter(Instant.now());
        assertThat(demo.json(API + "sums").at("/open/waiting").asInt()).isPositive();
        processes.awaitEnd(instance);
    }

    @Test
    void postsAnUncertainPostAgain() {
        String instance = Uncertain.post(processes, cliq, "hello", "CT_again");
        JsonNode post = onlyPost("processInstance=" + instance);
        assertThat(post.path("state").asText()).isEqualTo("uncertain");
        assertThat(post.path("decidable").asBoolean()).isTrue();
        int before = cliq.posts().size();

        assertThat(decide("post-again", post)).isEqualTo(204);

        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(before + 1);
        assertThat(onlyPost("processInstance=" + instance).path("state").asText())
                .isEqualTo("delivered");
        assertThat(operations(instance))
                .extracting(UserOperationLogEntry::getProperty, UserOperationLogEntry::getNewValue)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("retries", "1"),
                        org.assertj.core.groups.Tuple.tuple("cliqPost", "posted again"));
    }

    @Test
    void goesOnWithoutAPostIfAnOperatorMarksItDelivered() {
        String instance = Uncertain.post(processes, cliq, "hello", "CT_mark");
        JsonNode post = onlyPost("processInstance=" + instance);
        int before = cliq.posts().size();

        assertThat(decide("mark-delivered", post)).isEqualTo(204);

        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(before);
        assertThat(processes.json(instance, "response")).isEqualTo("{\"status\":\"success\"}");
        assertThat(onlyPost("processInstance=" + instance).path("state").asText())
                .isEqualTo("delivered");
        assertThat(operations(instance))
                .allSatisfy(entry -> assertThat(entry.getUserId()).isEqualTo("demo"))
                .extracting(UserOperationLogEntry::getNewValue)
                .contains("marked as delivered");
        assertThat(onlyPost("processInstance=" + instance).path("reason").asText())
                .isEqualTo("A person marked it as delivered.");
        assertThat(decide("mark-delivered", post)).isEqualTo(409);
    }

    @Test
    void decidesAboutAPostWhoseEarlierAttemptMayHaveArrived() {
        cliq.next(Uncertain.BAD_GATEWAY);
        cliq.next(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start("hello", Map.of("chatId", "CT_earlier", "message", "Hello"));
        assertThat(processes.awaitIncident(instance).getIncidentMessage())
                .startsWith(
                        "Not posted by this attempt, rejected: chat_not_found. An earlier attempt may have been posted");
        JsonNode post = onlyPost("processInstance=" + instance);
        assertThat(post.path("state").asText()).isEqualTo("rejected");
        assertThat(post.path("doubtful").asBoolean()).isTrue();
        int before = cliq.posts().size();
        assertThat(post.path("decidable").asBoolean()).isTrue();

        assertThat(decide("mark-delivered", post)).isEqualTo(204);

        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(before);
        assertThat(operations(instance))
                .extracting(UserOperationLogEntry::getOrgValue, UserOperationLogEntry::getNewValue)
                .contains(org.assertj.core.groups.Tuple.tuple("rejected", "marked as delivered"));
    }

    @Test
    void decidesAboutAPostThatWaitsAfterAnAttemptThatMayHaveArrived() {
        cliq.next(Uncertain.BAD_GATEWAY);
        cliq.next(new StubCliq.Answer(429, "{}", Map.of("Content-Type", "application/json", "Retry-After", "8")));
        String instance = processes.start("hello", Map.of("chatId", "CT_waits_again", "message", "Hello"));
        JsonNode post = await().until(
                        () -> posts("processInstance=" + instance + "&state=waiting"), found -> !found.isEmpty())
                .get(0);
        int before = cliq.posts().size();

        assertThat(post.path("doubtful").asBoolean()).isTrue();
        assertThat(decide("mark-delivered", post)).isEqualTo(204);

        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(before);
    }

    /** Two operators look at it; what the second one decides about is not what the first one left. */
    @Test
    void decidesNothingAboutALaterAttemptThanTheOneThatWasSeen() {
        String instance = Uncertain.post(processes, cliq, "hello", "CT_stale");
        JsonNode seen = onlyPost("processInstance=" + instance);
        cliq.next(Uncertain.BAD_GATEWAY);
        assertThat(decide("post-again", seen)).isEqualTo(204);
        await().until(() ->
                onlyPost("processInstance=" + instance).path("decidable").asBoolean());
        int before = cliq.posts().size();

        assertThat(decide("post-again", seen)).isEqualTo(409);
        assertThat(decide("mark-delivered", seen)).isEqualTo(409);
        assertThat(cliq.posts()).hasSize(before);

        assertThat(decide("mark-delivered", onlyPost("processInstance=" + instance)))
                .isEqualTo(204);
        processes.awaitEnd(instance);
        assertThat(cliq.posts()).hasSize(before);
    }

    @Test
    void decidesOnlyOnceAndOnlyAboutUncertainPosts() {
        cliq.always(StubCliq.Answer.error(404, "chat_not_found"));
        String instance = processes.start("hello", Map.of("chatId", "CT_certain", "message", "Hello"));
        processes.awaitIncident(instance);
        JsonNode post = onlyPost("processInstance=" + instance);

        assertThat(decide("post-again", post)).isEqualTo(409);
        assertThat(decide("mark-delivered", post)).isEqualTo(409);
        assertThat(processes.job(instance).getRetries()).isZero();
        assertThat(demo.post(API + "post-again", "{\"key\":\"no-such-post\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesForgedAndAnonymousRequests() {
        String instance = Uncertain.post(processes, cliq, "hello", "CT_forged");
        JsonNode post = onlyPost("processInstance=" + instance);
        String body = "{\"key\":\"" + post.path("key").asText() + "\"}";

        assertThat(demo.postWithoutToken(API + "mark-delivered", body).statusCode())
                .isEqualTo(403);
        login();
        WebappSession nobody = WebappSession.anonymous(port);
        assertThat(nobody.post(API + "mark-delivered", body).statusCode()).isEqualTo(401);
        assertThat(nobody.get(API + "posts").statusCode()).isEqualTo(401);
        assertThat(nobody.get(API + "sums").statusCode()).isEqualTo(401);
        assertThat(onlyPost("processInstance=" + instance).path("state").asText())
                .isEqualTo("uncertain");
        assertThat(decide("mark-delivered", post)).isEqualTo(204);
    }

    @Test
    void sumsUpForAProcessDefinition() {
        String definition = processes.definition("confirm");
        long before = sum(definition, "/all/delivered");
        String instance = processes.start("confirm", Map.of("chatId", "CT_sum", "message", "Hello"));
        await().until(() ->
                posts("processInstance=" + instance + "&state=delivered").size() == 1);

        assertThat(sum(definition, "/all/delivered")).isEqualTo(before + 1);
        assertThat(posts("processDefinition=" + encoded(definition)))
                .isNotEmpty()
                .allSatisfy(post -> assertThat(post.path("process").asText()).isEqualTo("confirm"));
        assertThat(posts("processDefinition=none")).isEmpty();
    }

    /** The engine leaves the key out of an id that would have more than 64 characters. */
    @Test
    void findsThePostsOfAProcessWhoseIdDoesNotTellItsKey() {
        String key = "tell-the-customer-that-the-order-was-shipped";
        BpmnModelInstance model = Models.delegate(task -> task);
        model.getModelElementById(Models.KEY).setAttributeValue("id", key);
        processes.deploy(model, key);
        String instance = processes.start(key, Map.of("chatId", "CT_long", "message", "Hello"));
        processes.awaitEnd(instance);
        String definition = processes.definition(key);

        assertThat(definition).doesNotContain(key);
        assertThat(onlyPost("processDefinition=" + definition).path("process").asText())
                .isEqualTo(key);
        assertThat(onlyPost("process=" + key).path("processInstance").asText()).isEqualTo(instance);
        assertThat(sum(definition, "/all/delivered")).isOne();
        assertThat(demo.json(API + "sums?processDefinition=" + definition)
                        .path("process")
                        .asText())
                .isEqualTo(key);
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        assertThat(demo.get(API + "posts?state=lost").statusCode()).isEqualTo(400);
        assertThat(demo.get(API + "posts?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(demo.get(API + "posts?from=%2B1000000000-12-31T23:59:59Z").statusCode())
                .isEqualTo(400);
        assertThat(demo.get(API + "posts?chat=%00x").statusCode()).isEqualTo(400);
        assertThat(demo.get(API + "posts?first=many").statusCode()).isEqualTo(400);
        assertThat(demo.post(API + "post-again", "{}").statusCode()).isEqualTo(400);
        assertThat(demo.post(API + "post-again", "").statusCode()).isEqualTo(400);
        assertThat(demo.get("api/cockpit/plugin/cliq/no-such-engine/posts").statusCode())
                .isIn(401, 404, 500);
    }

    /** The jar may be on the class path of a webapp whose engine does not post. */
    @Test
    void saysSoIfThereIsNoJournal() {
        database.execute("alter table CLIQ_JOURNAL rename to CLIQ_JOURNAL_AWAY");
        try {
            JsonNode page = demo.json(API + "posts");
            assertThat(page.path("journal").asBoolean(true)).isFalse();
            assertThat(page.path("total").asInt(-1)).isZero();
            assertThat(demo.json(API + "sums").path("journal").asBoolean(true)).isFalse();
            assertThat(demo.post(API + "post-again", "{\"key\":\"any\"}").statusCode())
                    .isEqualTo(404);
        } finally {
            database.execute("alter table CLIQ_JOURNAL_AWAY rename to CLIQ_JOURNAL");
        }
    }

    @Test
    void servesItsScriptsAndNothingElse() {
        List<String> scripts = List.of(new File("src/main/resources/plugin-webapp/cliq/app").list());
        assertThat(scripts).contains("plugin.js", "plugin.css");
        for (String script : scripts) {
            HttpResponse<String> asset = demo.get("api/cockpit/plugin/cliq/static/app/" + script);
            assertThat(asset.statusCode()).as(script).isEqualTo(200);
            assertThat(asset.headers().firstValue("Content-Type").orElse(""))
                    .startsWith(script.endsWith(".js") ? "text/javascript" : "text/css");
        }
        assertThat(demo.get("api/cockpit/plugin/cliq/static/app/../../../application.yml")
                        .statusCode())
                .isIn(400, 403, 404);
    }

    private List<UserOperationLogEntry> operations(String instance) {
        return processes
                .engine()
                .getHistoryService()
                .createUserOperationLogQuery()
                .processInstanceId(instance)
                .operationType("SetJobRetries")
                .list();
    }

    private long sum(String definition, String path) {
        return demo.json(API + "sums?processDefinition=" + encoded(definition))
                .at(path)
                .asLong();
    }

    private int decide(String choice, JsonNode post) {
        String body = "{\"key\":\"" + post.path("key").asText() + "\",\"version\":\""
                + post.path("version").asText() + "\"}";
        return demo.post(API + choice, body).statusCode();
    }

    private JsonNode onlyPost(String search) {
        List<JsonNode> found = posts(search);
        assertThat(found).as(search).hasSize(1);
        return found.get(0);
    }

    private List<JsonNode> posts(String search) {
        return StreamSupport.stream(
                        demo.json(API + "posts?" + search).path("posts").spliterator(), false)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
