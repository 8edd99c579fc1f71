package io.github.camundacliq.testing;

import io.github.camundacliq.CliqCamundaApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * A real engine with REST API, job executor and in-memory H2, whose connections lead to a stub: {@code cliq_connection}, the
 * default one, {@code Team_A-1}, and three that each belong to one test, which spoils them for others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CliqCamundaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "management.prometheus.metrics.export.enabled=true",
            "cliq.sandbox.enabled=false",
            "cliq.default-connection=cliq_connection",
            "camunda.bpm.job-execution.wait-time-in-millis=200",
            "camunda.bpm.job-execution.max-wait=1000",
            "cliq.retry-cycle=PT0S,PT0S",
        })
@ActiveProfiles("sandbox")
@Import({StubCliqConfiguration.class, Processes.class, Rest.class})
@ExtendWith(FreshStub.class)
public @interface EngineTest {}
