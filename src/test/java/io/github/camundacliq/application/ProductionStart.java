package io.github.camundacliq.application;

import io.github.camundacliq.CliqCamundaApplication;
import io.github.camundacliq.testing.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application as it serves real people. */
final class ProductionStart {

    static final String USER = "paula";
    static final String PASSWORD = "correct horse battery";
    static final Map<String, Object> ADMIN =
            Map.of("camunda.bpm.admin-user.id", USER, "camunda.bpm.admin-user.password", PASSWORD);

    private ProductionStart() {}

    /** A database that is gone with the JVM. */
    static Map<String, Object> memory() {
        return Map.of("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** Nothing is posted, or it would fail. */
    static ConfigurableApplicationContext start(Map<String, Object> settings, Map<String, Object> database) {
        return start("http://127.0.0.1:1", settings, database);
    }

    static ConfigurableApplicationContext start(
            String cliq, Map<String, Object> settings, Map<String, Object> database) {
        Map<String, Object> all = new HashMap<>(Node.connection("cliq_connection", cliq));
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
