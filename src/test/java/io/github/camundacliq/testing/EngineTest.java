package io.github.camundacliq.testing;

import io.github.camundacliq.CliqCamundaApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** A real engine with REST API, job executor and in-memory H2, whose connection {@code cliq_connection} leads to a stub. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CliqCamundaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "cliq.sandbox.enabled=false",
            "cliq.connections.cliq_connection.client-id=test-client",
            "cliq.connections.cliq_connection.client-secret=test-client-secret",
            "cliq.connections.cliq_connection.refresh-token=test-refresh-token",
            "camunda.bpm.job-execution.wait-time-in-millis=200",
            "camunda.bpm.job-execution.max-wait=1000",
            "cliq.retry-cycle=PT0S,PT0S",
        })
@ActiveProfiles("sandbox")
@Import({StubCliqConfiguration.class, Processes.class})
public @interface EngineTest {}
