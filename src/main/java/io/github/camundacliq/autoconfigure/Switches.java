package io.github.camundacliq.autoconfigure;

import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;

/**
 * Checks what can only be on or off. Spring's conditions know the words true and false; its conversion to a boolean knows
 * yes, on and 1, too, so that one part of the application would be on and another off.
 */
final class Switches {

    private static final List<String> PROPERTIES = List.of("cliq.enabled", "cliq.sandbox.enabled");
    private static final List<String> WORDS = List.of("", "true", "false");

    private Switches() {}

    /** @throws InvalidCliqPropertyException for the first one that is neither true nor false */
    static void check(Environment environment) {
        for (String property : PROPERTIES) {
            String value = environment.getProperty(property, "");
            if (!WORDS.contains(value.toLowerCase(Locale.ROOT))) {
                throw new InvalidCliqPropertyException(property, "is '" + value + "'", "Give true or false.");
            }
        }
    }
}
