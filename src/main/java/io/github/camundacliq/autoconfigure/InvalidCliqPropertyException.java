package io.github.camundacliq.autoconfigure;

import java.time.Duration;

/** A property under {@code cliq} that cannot work; stops the start. */
final class InvalidCliqPropertyException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param found never a secret */
    InvalidCliqPropertyException(String property, String found, String remedy) {
        super("Property '" + property + "' " + found + ".", remedy);
    }

    static InvalidCliqPropertyException noPositive(String property, Duration period, String example) {
        return new InvalidCliqPropertyException(
                property, "is " + period, "Give a positive period, such as " + example + ".");
    }

    static InvalidCliqPropertyException placeholder(String property) {
        return new InvalidCliqPropertyException(
                property, "still holds a placeholder", "Define what the placeholder names, or set the value.");
    }
}
