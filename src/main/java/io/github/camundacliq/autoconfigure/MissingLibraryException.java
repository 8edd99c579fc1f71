package io.github.camundacliq.autoconfigure;

/** A library is not on the class path that is needed sooner or later, at the first post at the latest. */
final class MissingLibraryException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    private MissingLibraryException(String fact, String remedy) {
        super(fact, remedy);
    }

    /** Without Camunda Spin a message would be posted first, and storing the answer would fail afterwards. */
    static MissingLibraryException spin() {
        return new MissingLibraryException(
                "Camunda Spin with its JSON format is not on the class path, and without it the engine cannot store"
                        + " Cliq's answers.",
                "Add camunda-engine-plugin-spin and camunda-spin-dataformat-json-jackson; on Operaton,"
                        + " operaton-engine-plugin-spin and operaton-spin-dataformat-json-jackson.");
    }

    /** An engine without a web application may lack the HTTP client that posts. */
    static MissingLibraryException springWeb() {
        return new MissingLibraryException(
                "Spring's RestClient is not on the class path, and with it Cliq is called.",
                "Add org.springframework:spring-web.");
    }

    /** The sandbox's page and controls are served by Spring MVC, which an engine with its REST API only may lack. */
    static MissingLibraryException springMvc() {
        return new MissingLibraryException(
                "Property 'cliq.sandbox.enabled' is true, and Spring MVC, which serves the sandbox, is not on the class path.",
                "Add org.springframework.boot:spring-boot-starter-web, or leave the property out.");
    }
}
