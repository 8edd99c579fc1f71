package io.github.camundacliq.autoconfigure;

/** A property under {@code cliq} that cannot work; stops the start. */
final class InvalidCliqPropertyException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param found never a secret */
    InvalidCliqPropertyException(String property, String found, String remedy) {
        super("Property '" + property + "' " + found + ".", remedy);
    }

    static InvalidCliqPropertyException placeholder(String property) {
        return new InvalidCliqPropertyException(
                property, "still holds a placeholder", "Define what the placeholder names, or set the value.");
    }
}
