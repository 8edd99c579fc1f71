package io.github.camundacliq.autoconfigure;

/** Without Camunda Spin a message would be posted first, and storing the answer would fail afterwards. */
final class MissingSpinException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    MissingSpinException() {
        super(
                "Camunda Spin with its JSON format is not on the class path, and without it the engine cannot store"
                        + " Cliq's answers.",
                "Add camunda-engine-plugin-spin and camunda-spin-dataformat-json-jackson; on Operaton,"
                        + " operaton-engine-plugin-spin and operaton-spin-dataformat-json-jackson.");
    }
}
