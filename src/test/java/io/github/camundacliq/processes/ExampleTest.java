package io.github.camundacliq.processes;

import io.github.camundacliq.CliqCamundaApplication;
import io.github.camundacliq.testing.Ports;
import io.github.camundacliq.testing.Processes;
import io.github.camundacliq.testing.Rest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * The application as a newcomer starts it: the sandbox profile as it stands, whose connection leads over HTTP to the
 * sandbox on the same port. Only the database is in memory, and nothing waits for Cliq's limits.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CliqCamundaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "cliq.connections.cliq_connection.limits.messages=300/1m",
            "cliq.connections.cliq_connection.limits.files=300/1m",
            "cliq.sandbox.messages=300/1m",
            "cliq.sandbox.files=300/1m",
            "camunda.bpm.job-execution.wait-time-in-millis=200",
            "camunda.bpm.job-execution.max-wait=1000",
        })
@ContextConfiguration(initializers = ExampleTest.FreePort.class)
@ActiveProfiles("sandbox")
@DirtiesContext
@Import({Processes.class, Rest.class, Requests.class})
@ExtendWith(ExampleTest.NoPast.class)
@interface ExampleTest {

    /** The configuration names the port twice, so it has to be known before the server listens. */
    final class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("server.port=" + Ports.free()).applyTo(context);
        }
    }

    /** Each test sees its own requests only. */
    final class NoPast implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext test) {
            SpringExtension.getApplicationContext(test).getBean(Requests.class).forget();
        }
    }
}
