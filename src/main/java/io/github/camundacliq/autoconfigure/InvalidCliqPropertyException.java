package io.github.camundacliq.autoconfigure;

/** A property under {@code cliq} that cannot work; stops the start. */
final class InvalidCliqPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** @param found never a secret */
    InvalidCliqPropertyException(String property, String found, String remedy) {
        super("Property '" + property + "' " + found + ".");
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
