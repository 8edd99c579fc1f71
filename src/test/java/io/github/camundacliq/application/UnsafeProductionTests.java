package io.github.camundacliq.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camundacliq.CliqCamundaApplication;
import io.github.camundacliq.testing.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts that would be unsafe for real people. */
@Tag("own-application")
class UnsafeProductionTests {

    private static final Map<String, Object> ADMIN =
            Map.of("camunda.bpm.admin-user.id", "paula", "camunda.bpm.admin-user.password", "correct horse battery");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    camunda.bpm.admin-user.id=                | admin-user.id' is missing        | CAMUNDA_BPM_ADMINUSER_ID
                    camunda.bpm.admin-user.password=          | admin-user.password' is missing  | CAMUNDA_BPM_ADMINUSER_PASSWORD
                    camunda.bpm.admin-user.password=${NOBODY} | admin-user.password' is missing  | sandbox
                    camunda.bpm.admin-user.password=paula     | can be guessed                   | nobody knows
                    camunda.bpm.admin-user.password=demo      | can be guessed                   | nobody knows
                    cliq.sandbox.enabled=true                 | the sandbox has no login         | Leave it out
                    management.server.port=9090               | nobody is asked for a login      | Leave it out
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
    void isRefusedOnADatabaseOfTheSandbox() {
        Map<String, Object> database = memory();
        start(
                        Map.of(
                                "camunda.bpm.admin-user.id", "demo",
                                "camunda.bpm.admin-user.password", "demo",
                                "spring.profiles.active", "sandbox"),
                        database)
                .close();
        assertThatThrownBy(() -> start(ADMIN, database).close())
                .hasRootCauseInstanceOf(ProductionRefusedException.class)
                .hasMessageContaining("the sandbox's user demo");
    }

    private static Map<String, Object> memory() {
        return Map.of("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private static ConfigurableApplicationContext start(Map<String, Object> settings, Map<String, Object> database) {
        Map<String, Object> all = new HashMap<>(Node.connection("cliq_connection", "http://127.0.0.1:1"));
        all.put("server.port", "0");
        all.put("spring.profiles.active", "production");
        all.put("spring.main.banner-mode", "off");
        all.put("camunda.bpm.job-execution.wait-time-in-millis", "200");
        all.putAll(database);
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(CliqCamundaApplication.class).run(arguments.toArray(String[]::new));
    }
}
