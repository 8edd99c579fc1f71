package io.github.camundacliq;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The runnable application: engine, REST API, web applications and, in the sandbox profile, a Cliq to try things on. */
@SpringBootApplication
public class CliqCamundaApplication {

    /** In seconds. Java 17 to 19 keep idle connections for 20 minutes, by when a firewall has forgotten them. */
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    public static void main(String[] args) {
        System.setProperty(KEEP_ALIVE, System.getProperty(KEEP_ALIVE, "30"));
        SpringApplication.run(CliqCamundaApplication.class, args);
    }
}
