package io.github.camundacliq;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The runnable application: engine, REST API, web applications and, in the sandbox profile, a Cliq to try things on. */
@SpringBootApplication
public class CliqCamundaApplication {

    public static void main(String[] args) {
        SpringApplication.run(CliqCamundaApplication.class, args);
    }
}
