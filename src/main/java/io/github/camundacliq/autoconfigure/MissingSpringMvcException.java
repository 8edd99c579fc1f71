package io.github.camundacliq.autoconfigure;

/** The sandbox's page and controls are served by Spring MVC, which an engine with its REST API only may lack. */
final class MissingSpringMvcException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    MissingSpringMvcException() {
        super(
                "Property 'cliq.sandbox.enabled' is true, and Spring MVC, which serves the sandbox, is not on the class path.",
                "Add org.springframework.boot:spring-boot-starter-web, or leave the property out.");
    }
}
