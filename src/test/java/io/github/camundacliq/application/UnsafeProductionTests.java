package io.github.camundacliq.application;

import static io.github.camundacliq.application.ProductionStart.ADMIN;
import static io.github.camundacliq.application.ProductionStart.memory;
import static io.github.camundacliq.application.ProductionStart.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Starts that would be unsafe for real people. */
@Tag("own-application")
class UnsafeProductionTests {

    private static final Map<String, Object> SANDBOX = Map.of(
            "camunda.bpm.admin-user.id", "demo",
            "camunda.bpm.admin-user.password", "demo",
            "spring.profiles.active", "sandbox");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    camunda.bpm.admin-user.id=                | admin-user.id' is missing        | CAMUNDA_BPM_ADMINUSER_ID
                    camunda.bpm.admin-user.password=          | admin-user.password' is missing  | CAMUNDA_BPM_ADMINUSER_PASSWORD
                    camunda.bpm.admin-user.password=${NOBODY} | admin-user.password' is missing  | sandbox
                    camunda.bpm.admin-user.password=paula     | can be guessed                   | nobody knows
                    camunda.bpm.admin-user.password=demo      | can be guessed                   | nobody knows
                    cliq.sandbox.enabled=true                 | the sandbox has no login         | Leave it out
                    management.server.port=9090               | nobody is asked for a login      | Leave it out
                    management.endpoints.web.base-path=/      | base-path' is '/'                | such as /actuator
                    management.endpoints.web.base-path=       | below a plain path of its own    | such as /actuator
                    management.endpoints.web.base-path=/{x}/y | below a plain path of its own    | such as /actuator
                    spring.jersey.application-path=/          | application-path' is '/'         | such as /engine-rest
                    spring.jersey.application-path=/*         | below a plain path of its own    | such as /engine-rest
                    spring.mvc.servlet.path=/*                | below a plain path of its own    | such as /mvc
                    camunda.bpm.webapp.application-path=/a+b  | application-path' is '/a+b'      | such as /camunda
                    """)
    void isRefusedWhereItWouldBeUnsafe(String property, String fact, String remedy) {
        Map<String, Object> wrong = new HashMap<>(ADMIN);
        wrong.put(property.split("=", 2)[0], property.split("=", 2)[1]);
        assertThatExceptionOfType(ProductionRefusedException.class)
                .isThrownBy(() -> start(wrong, memory()).close())
                .withMessageContaining(fact)
                .satisfies(refused -> assertThat(refused.remedy()).contains(remedy));
    }

    @Test
    void isRefusedTogetherWithTheSandbox() {
        Map<String, Object> both = new HashMap<>(ADMIN);
        both.put("spring.profiles.active", "production,sandbox");
        assertThatThrownBy(() -> start(both, memory()).close())
                .isInstanceOf(ProductionRefusedException.class)
                .hasMessageContaining("production, sandbox");
    }

    @Test
    void isRefusedIfNobodyKnowsWhetherItHasASandbox() {
        Map<String, Object> unclear = new HashMap<>(ADMIN);
        unclear.put("cliq.sandbox.enabled", "maybe");
        assertThatThrownBy(() -> start(unclear, memory()).close())
                .hasRootCauseMessage("Property 'cliq.sandbox.enabled' is 'maybe'.");
    }

    @Test
    void startsOnADatabaseOfTheSandboxWhoseUserHasAnotherPasswordAndIsNotTakenForAnIntruder() {
        Map<String, Object> database = memory();
        try (var sandbox = start(SANDBOX, database)) {
            IdentityService identities = sandbox.getBean(IdentityService.class);
            User user = identities.createUserQuery().userId("demo").singleResult();
            user.setPassword("a-long-Password-1");
            identities.saveUser(user);
        }
        try (var production = start(ADMIN, database)) {
            assertThat(production
                            .getBean(JdbcTemplate.class)
                            .queryForObject(
                                    "select coalesce(ATTEMPTS_, 0) from ACT_ID_USER where ID_ = 'demo'", Integer.class))
                    .isZero();
        }
    }

    @Test
    void isRefusedOnADatabaseOfTheSandbox() {
        Map<String, Object> database = memory();
        start(SANDBOX, database).close();
        assertThatThrownBy(() -> start(ADMIN, database).close())
                .hasRootCauseInstanceOf(ProductionRefusedException.class)
                .hasMessageContaining("the sandbox's user demo");
    }
}
