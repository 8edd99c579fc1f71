package io.github.camundacliq.sandbox;

import io.github.camundacliq.testing.ManualClock;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A sandbox without a past, over HTTP. */
@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "cliq.sandbox.enabled=true")
abstract class SandboxTest {

    static final String CHAT = "2230642502702656126";

    @Autowired
    ManualClock clock;

    SandboxClient client;

    @BeforeEach
    void startAfresh(@LocalServerPort int port) throws IOException {
        client = new SandboxClient(port);
        client.control("DELETE", "state", "");
    }
}
