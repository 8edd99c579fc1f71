package io.github.camundacliq.autoconfigure;

/** An engine without a web application may lack the HTTP client that posts. */
final class MissingSpringWebException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    MissingSpringWebException() {
        super(
                "Spring's RestClient is not on the class path, and with it Cliq is called.",
                "Add org.springframework:spring-web.");
    }
}
