package io.github.camundacliq.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camundacliq.testing.EngineTest;
import io.github.camundacliq.testing.Postgres;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.StubCliq;
import io.github.camundacliq.testing.WebappSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The same questions to another database, which must outlive the engine. */
@Tag("own-application")
@DirtiesContext
@EngineTest
@Import(PostgresPostsTests.OnPostgres.class)
class PostgresPostsTests {

    private static final String API = "api/cockpit/plugin/cliq/default/";

    @TestConfiguration(proxyBeanMethods = false)
    static class OnPostgres {

        @Bean
        Postgres postgres() {
            return new Postgres();
        }

        @Bean
        DynamicPropertyRegistrar engineOnPostgres(Postgres postgres) {
            return registry -> {
                postgres.properties().forEach((name, value) -> registry.add(name, () -> value));
                String url = postgres.properties().get("spring.datasource.url") + "&currentSchema=empty,public";
                registry.add("spring.datasource.url", () -> url);
            };
        }
    }

    @Autowired
    StubCliq cliq;

    @Autowired
    Processes processes;

    @Autowired
    JdbcOperations database;

    @LocalServerPort
    int port;

    /** From now on it is the first one in which a table without a schema is looked for. */
    @BeforeEach
    void addAnEmptySchema() {
        database.execute("create schema if not exists empty");
    }

    @Test
    void searchesSumsUpAndResolves() {
        processes.awaitEnd(processes.start("hello", Map.of("chatId", "CT_one", "message", "Hello")));
        String instance = Uncertain.post(processes, cliq, "hello", "CT_two");
        WebappSession demo = WebappSession.of("demo", "demo", port);

        assertThat(demo.json(API + "posts?chat=CT_*&most=1").path("total").asInt())
                .isEqualTo(2);
        assertThat(demo.json(API + "sums").toString())
                .isEqualTo(
                        "{\"journal\":true,\"process\":\"\",\"tenant\":\"\",\"all\":{\"delivered\":1,\"uncertain\":1},\"open\":{\"uncertain\":1}}");
        for (String search : List.of("state=uncertain", "processInstance=" + instance, "from=2020-01-01T00:00:00Z")) {
            assertThat(demo.json(API + "posts?" + search)
                            .at("/posts/0/processInstance")
                            .asText())
                    .isEqualTo(instance);
        }
        JsonNode post = demo.json(API + "posts?processInstance=" + instance).at("/posts/0");
        assertThat(demo.post(
                                API + "mark-delivered",
                                "{\"key\":\"" + post.path("key").asText() + "\"}")
                        .statusCode())
                .isEqualTo(204);
        processes.awaitEnd(instance);
    }
}
